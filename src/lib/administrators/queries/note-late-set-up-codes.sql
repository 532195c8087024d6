-- ?1 administrator, ?2 now
INSERT OR IGNORE INTO late_set_up_codes (credential, time)
SELECT key, ?2 FROM administrator_credentials WHERE administrator_id = ?1 AND expires <= ?2
