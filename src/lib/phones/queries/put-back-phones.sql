-- ?1 entry; the fields in `back`. A phone's activation is not among them (O5).
UPDATE phones SET
  number = coalesce (b.before ->> '$.number', number),
  extension = coalesce (b.before ->> '$.extension', extension),
  name = coalesce (b.before ->> '$.name', name),
  type = coalesce (b.before ->> '$.type', type),
  platform = coalesce (b.before ->> '$.platform', platform),
  last_op = ?1
FROM temp.back AS b
WHERE phones.id = b.id AND b.before IS NOT NULL AND b.after IS NOT NULL
