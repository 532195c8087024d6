-- ?1 actor kind, ?2 actor id (J3)
SELECT max (seq) FROM log
WHERE actor_kind = ?1 AND actor_id = ?2 AND undoes IS NULL
  AND NOT EXISTS (SELECT 1 FROM log AS undo WHERE undo.undoes = log.seq)
