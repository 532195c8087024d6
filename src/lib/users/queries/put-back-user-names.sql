INSERT INTO user_names (name_key, user_id, slot)
SELECT gh_name_key (u.username), u.id, 0 FROM temp.back AS b CROSS JOIN users AS u ON u.id = b.id
WHERE instr (b.before, '"username":') OR instr (b.before, '"aliases":')
UNION ALL
SELECT gh_name_key (a.alias), a.user_id, a.slot FROM temp.back AS b CROSS JOIN user_aliases AS a ON a.user_id = b.id
WHERE instr (b.before, '"username":') OR instr (b.before, '"aliases":')
