-- ?1 user
SELECT key, created, created_by, expires, uses FROM bypass_codes WHERE user_id = ?1 ORDER BY created DESC, id DESC
