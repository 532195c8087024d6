-- ?1 phone, ?2 JSON of the phone to come back: whether another has its number now (P1)
WITH own (number, extension) AS (
  SELECT coalesce (?2 ->> '$.number', (SELECT number FROM phones WHERE id = ?1)),
         coalesce (?2 ->> '$.extension', (SELECT extension FROM phones WHERE id = ?1))
)
SELECT EXISTS (
  SELECT 1 FROM own CROSS JOIN phones AS other ON other.number = own.number AND other.extension = own.extension
  WHERE other.number <> '' AND other.id <> ?1
)
