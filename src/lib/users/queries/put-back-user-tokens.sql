INSERT INTO token_owners (user_id, token_id)
SELECT b.id, each.value FROM temp.back AS b JOIN json_each (b.before, '$.tokens') AS each
WHERE instr (b.before, '"tokens":')
