-- The newest is the one in use; those before it have ended, and may still be needed by something that is sealed
SELECT id, check_value, EXISTS (SELECT 1 FROM sealed WHERE key_number = keys.id)
FROM keys WHERE use = 'master' ORDER BY id DESC
