INSERT INTO user_aliases (user_id, slot, alias, alias_fold)
SELECT b.id, CAST (substr (each.key, 6) AS INTEGER), each.value, gh_search_fold (each.value)
FROM temp.back AS b JOIN json_each (b.before, '$.aliases') AS each
WHERE instr (b.before, '"aliases":')
