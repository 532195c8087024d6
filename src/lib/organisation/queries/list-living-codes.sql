-- ?1 now
SELECT id FROM bypass_codes WHERE expires IS NULL OR expires > ?1 ORDER BY id
