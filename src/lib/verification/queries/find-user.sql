-- ?1 name key, ?2 the same without default-ignorable characters: who has it as a name, but for joiners, or who has more
-- before or behind it
SELECT user_id, name_key FROM user_names WHERE name_key IN (?1, ?2)
UNION ALL
SELECT user_id, name_key FROM user_names WHERE simple = ?2 AND simple <> name_key LIMIT 100
