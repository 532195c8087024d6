-- A secret does not come back (O5): the token comes back without one.
UPDATE temp.back SET before = json_set (before, '$.secret', NULL)
WHERE before IS NOT NULL AND json_type (before, '$.secret') IS NOT NULL
