-- ?1 JSON of a user to come back: whether something that it belonged to is gone
SELECT EXISTS (SELECT 1 FROM json_each (?1, '$.groups') WHERE value NOT IN (SELECT id FROM groups))
    OR EXISTS (SELECT 1 FROM json_each (?1, '$.phones') WHERE value NOT IN (SELECT id FROM phones))
    OR EXISTS (SELECT 1 FROM json_each (?1, '$.tokens') WHERE value NOT IN (SELECT id FROM tokens))
    OR EXISTS (SELECT 1 FROM json_each (?1, '$.endpoints') WHERE value NOT IN (SELECT id FROM endpoints))
    OR json_type (?1, '$.directory') = 'integer' AND ?1 ->> '$.directory' NOT IN (SELECT id FROM directories)
