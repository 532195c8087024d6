-- ?1 entry; the original operation is at the end of the chain of undos. An undo comes after what it undoes: anything
-- else in the file ends the chain.
WITH RECURSIVE root (seq, operation, undoes) AS (
  SELECT seq, operation, undoes FROM log WHERE seq = ?1
  UNION ALL
  SELECT log.seq, log.operation, log.undoes FROM root JOIN log ON log.seq = root.undoes AND log.seq < root.seq
)
SELECT (SELECT operation FROM root WHERE undoes IS NULL),
       EXISTS (SELECT 1 FROM log WHERE undoes = ?1)
FROM log WHERE seq = ?1
