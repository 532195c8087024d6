-- ?1 name key
SELECT id FROM administrators WHERE email_key = ?1
