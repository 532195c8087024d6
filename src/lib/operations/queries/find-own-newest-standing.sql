-- ?1 actor kind, ?2 actor id; the entry to undo where no number is given (J3): the last redo of the actor's newest
-- standing operation, or that itself if it was never undone. An undo follows what it undoes, whatever the file says.
WITH own (seq) AS (
  SELECT seq FROM log WHERE actor_kind = ?1 AND actor_id = ?2 AND undoes IS NULL ORDER BY seq DESC
)
SELECT entry FROM (
  SELECT (WITH RECURSIVE undone (seq, times) AS (
            SELECT own.seq, 0
            UNION ALL
            SELECT log.seq, times + 1 FROM undone JOIN log ON log.undoes = undone.seq AND log.seq > undone.seq
          )
          SELECT iif (max (times) % 2 = 0, seq, NULL) FROM undone) AS entry
  FROM own
) WHERE entry IS NOT NULL LIMIT 1
