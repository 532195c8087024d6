-- ?1 JSON of a record, ?2 JSON of some of its fields: those whose values differ. A field that a later migration added is
-- absent where it has what that migration gave it (J1).
SELECT said.key FROM json_each (?2) AS said
WHERE iif (json_type (?1, said.fullkey) IS NULL, coalesce (said.value, '') NOT IN ('', 0),
           json_type (?1, said.fullkey) <> said.type
           OR json_extract (?1, said.fullkey) IS NOT json_extract (?2, said.fullkey))
