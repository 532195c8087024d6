-- The phones of `back` that get another number or type: what was sent is with somebody else then
SELECT id FROM temp.back
WHERE before IS NOT NULL AND after IS NOT NULL
  AND (json_type (before, '$.number') IS NOT NULL OR json_type (before, '$.type') IS NOT NULL)
ORDER BY id
