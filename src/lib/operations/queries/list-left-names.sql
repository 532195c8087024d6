-- The names that the operation took from somebody and gave to nobody
SELECT name_key FROM left_names
WHERE NOT EXISTS (SELECT 1 FROM user_names WHERE user_names.name_key = left_names.name_key)
