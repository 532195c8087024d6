-- ?1 a number: what ended since
SELECT id, kind, key FROM ended WHERE id > ?1 ORDER BY id
