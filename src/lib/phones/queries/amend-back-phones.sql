-- A deleted phone comes back without its credentials (O5).
UPDATE temp.back SET before = json_set (before, '$.activated', NULL)
WHERE after IS NULL AND json_type (before, '$.activated') <> 'null'
