-- ?1 JSON of some fields: each with its value as JSON
SELECT fullkey, ?1 -> fullkey FROM json_each (?1)
