-- ?1 JSON of a record, ?2 path of a field, ?3 its value as JSON
SELECT json_set (?1, ?2, json (?3))
