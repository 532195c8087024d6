-- ?1 a change of the events: which records later ones are about
SELECT id, kind, record FROM events.changes WHERE id > ?1 ORDER BY id
