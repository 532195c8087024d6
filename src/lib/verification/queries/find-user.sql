-- ?1 name key
SELECT user_id FROM user_names WHERE name_key = ?1
