-- ?1 entry, ?2 kind, ?3 its fields, as " name:type name:type "; the first row that no operation of this version wrote.
-- An erased row has neither text, and is of a record that is gone for good (J4).
SELECT id FROM journal
WHERE op = ?1 AND kind = ?2 AND CASE
    WHEN salt IS NULL THEN before IS NOT NULL OR after IS NOT NULL
    WHEN before IS NULL THEN typeof (after) <> 'blob'
    WHEN NOT json_valid (before) OR json_type (before) <> 'object' THEN 1
    WHEN EXISTS (SELECT 1 FROM json_each (before)
                 WHERE instr (key, ' ') OR NOT instr (?3, ' ' || key || ':' || type || ' ')) THEN 1
    WHEN after IS NULL THEN 0
    WHEN typeof (after) <> 'text' OR NOT json_valid (after) OR json_type (after) <> 'object' THEN 1
    ELSE EXISTS (SELECT 1 FROM json_each (before) AS was
                 WHERE NOT EXISTS (SELECT 1 FROM json_each (after) AS now WHERE now.key = was.key))
  END
LIMIT 1
