-- ?1 a change of the events: which records those after it are about
SELECT id, kind, record FROM events.changes WHERE id > ?1 ORDER BY id
