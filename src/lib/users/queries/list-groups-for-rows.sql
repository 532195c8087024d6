SELECT id, key, name, description, status FROM groups ORDER BY name_fold, name
