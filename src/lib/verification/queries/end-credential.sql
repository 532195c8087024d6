-- ?1 credential, ?2 now
INSERT OR IGNORE INTO late_credentials (credential, time) VALUES (?1, ?2)
