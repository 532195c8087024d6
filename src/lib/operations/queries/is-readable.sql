-- ?1 JSON of a record or of fields, ?2 the same fields afterwards or NULL, ?3 the kind's fields, as
-- " name:type name:type "
SELECT CASE
  WHEN substr (?1, 1, 1) <> '{' OR NOT json_valid (?1) THEN 0
  WHEN ?2 IS NOT NULL AND (substr (?2, 1, 1) <> '{' OR NOT json_valid (?2)) THEN 0
  ELSE NOT EXISTS (SELECT 1 FROM json_each (?1)
                   WHERE instr (key, ' ') OR NOT instr (?3, ' ' || key || ':' || type || ' '))
END
