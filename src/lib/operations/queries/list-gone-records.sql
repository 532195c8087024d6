-- ?1 entry, ?2 kind, ?3 JSON array of row ids, ?4 JSON array of the fields that may be the label: key and label of
-- those that the entry removed, and of the first ten also if a later one did, each as it was called then. Only looking
-- into each entry finds that.
WITH removed (id, op) AS (
  SELECT id, op FROM journal
  WHERE op = ?1 AND kind = ?2 AND id IN (SELECT value FROM json_each (?3)) AND before IS NOT NULL AND after IS NULL
  UNION ALL
  SELECT j.id, j.op
  FROM log CROSS JOIN journal AS j ON j.op = log.seq AND j.kind = ?2
    AND j.id IN (SELECT value FROM json_each (?3) LIMIT 10)
  WHERE log.seq > ?1 AND j.before IS NOT NULL AND j.after IS NULL
),
newest (id, op) AS MATERIALIZED (SELECT id, max (op) FROM removed GROUP BY id)
SELECT before ->> '$.key',
       (SELECT before ->> field.value FROM json_each (?4) AS field WHERE before ->> field.value <> ''
        ORDER BY field.key LIMIT 1)
FROM newest CROSS JOIN journal ON journal.op = newest.op AND journal.kind = ?2 AND journal.id = newest.id
ORDER BY newest.id
