INSERT INTO phone_owners (user_id, phone_id)
SELECT b.id, each.value FROM temp.back AS b JOIN json_each (b.before, '$.phones') AS each
WHERE instr (b.before, '"phones":')
