INSERT INTO memberships (user_id, group_id)
SELECT b.id, each.value FROM temp.back AS b JOIN json_each (b.before, '$.groups') AS each
WHERE instr (b.before, '"groups":')
