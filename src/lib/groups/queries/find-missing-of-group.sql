-- ?1 JSON of a group to come back: whether its directory is gone and does not come back with it
SELECT json_type (?1, '$.directory') = 'integer'
  AND ?1 ->> '$.directory' NOT IN (SELECT id FROM directories)
  AND ?1 ->> '$.directory' NOT IN (SELECT id FROM temp.undo WHERE kind = 'directory' AND last IS NULL)
