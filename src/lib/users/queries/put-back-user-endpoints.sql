INSERT INTO endpoint_owners (user_id, endpoint_id)
SELECT b.id, each.value FROM temp.back AS b JOIN json_each (b.before, '$.endpoints') AS each
WHERE instr (b.before, '"endpoints":')
