-- ?1 JSON of a user to come back: whether something that it belonged to is gone, and does not come back with it
-- (step 1 makes what was removed)
SELECT EXISTS (SELECT 1 FROM json_each (?1, '$.groups') AS each
               WHERE value NOT IN (SELECT id FROM groups)
                 AND NOT EXISTS (SELECT 1 FROM temp.undo WHERE kind = 'group' AND step = 1 AND id = each.value))
    OR EXISTS (SELECT 1 FROM json_each (?1, '$.phones') AS each
               WHERE value NOT IN (SELECT id FROM phones)
                 AND NOT EXISTS (SELECT 1 FROM temp.undo WHERE kind = 'phone' AND step = 1 AND id = each.value))
    OR EXISTS (SELECT 1 FROM json_each (?1, '$.tokens') AS each
               WHERE value NOT IN (SELECT id FROM tokens)
                 AND NOT EXISTS (SELECT 1 FROM temp.undo WHERE kind = 'token' AND step = 1 AND id = each.value))
    OR EXISTS (SELECT 1 FROM json_each (?1, '$.endpoints') AS each
               WHERE value NOT IN (SELECT id FROM endpoints)
                 AND NOT EXISTS (SELECT 1 FROM temp.undo WHERE kind = 'endpoint' AND step = 1 AND id = each.value))
    OR json_type (?1, '$.directory') = 'integer'
       AND ?1 ->> '$.directory' NOT IN (SELECT id FROM directories)
       AND NOT EXISTS (SELECT 1 FROM temp.undo
                       WHERE kind = 'directory' AND step = 1 AND id = ?1 ->> '$.directory')
