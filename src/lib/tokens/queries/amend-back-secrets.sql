-- A secret does not come back (O5): the token is there again, without one.
UPDATE temp.back SET before = json_set (before, '$.secret', NULL)
WHERE before IS NOT NULL AND json_type (before, '$.secret') IS NOT NULL
