-- ?1 entry to undo, ?2 JSON array of users: which of them cannot rejoin a group because it is gone, and the names of
-- these groups. What the same undo recreates is in temp.undo with no last entry.
WITH missing (user_id, group_id) AS MATERIALIZED (
  SELECT touched.id, member.value
  FROM json_each (?2) AS ids
    CROSS JOIN journal AS touched ON touched.op = ?1 AND touched.kind = 'user' AND touched.id = ids.value
    CROSS JOIN json_each (touched.before, '$.groups') AS member
  WHERE NOT EXISTS (SELECT 1 FROM groups WHERE id = member.value)
    AND NOT EXISTS (SELECT 1 FROM temp.undo WHERE kind = 'group' AND id = member.value AND last IS NULL)
),
gone (id, name, op) AS MATERIALIZED (
  SELECT removed.id, removed.before ->> '$.name', max (removed.op)
  FROM log CROSS JOIN journal AS removed ON removed.op = log.seq AND removed.kind = 'group'
  WHERE log.seq >= ?1 AND removed.id IN (SELECT group_id FROM missing)
    AND removed.before IS NOT NULL AND removed.after IS NULL
  GROUP BY removed.id
)
SELECT missing.user_id, group_concat (gone.name, ', ')
FROM missing JOIN gone ON gone.id = missing.group_id
GROUP BY missing.user_id
