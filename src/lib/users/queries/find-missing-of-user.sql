-- ?1 JSON of a user to restore: whether something that it belonged to is gone. What the same undo recreates is in
-- temp.undo with no last entry: those kinds were decided first.
WITH belongings (kind, id) AS (
  SELECT 'group', value FROM json_each (?1, '$.groups')
  UNION ALL SELECT 'phone', value FROM json_each (?1, '$.phones')
  UNION ALL SELECT 'token', value FROM json_each (?1, '$.tokens')
  UNION ALL SELECT 'directory', ?1 ->> '$.directory' WHERE json_type (?1, '$.directory') = 'integer'
)
SELECT EXISTS (
  SELECT 1 FROM belongings AS b
  WHERE NOT CASE b.kind
              WHEN 'group' THEN EXISTS (SELECT 1 FROM groups WHERE id = b.id)
              WHEN 'phone' THEN EXISTS (SELECT 1 FROM phones WHERE id = b.id)
              WHEN 'token' THEN EXISTS (SELECT 1 FROM tokens WHERE id = b.id)
              ELSE EXISTS (SELECT 1 FROM directories WHERE id = b.id)
            END
    AND NOT EXISTS (SELECT 1 FROM temp.undo WHERE undo.kind = b.kind AND undo.id = b.id AND undo.last IS NULL)
)
