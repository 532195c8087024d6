INSERT OR IGNORE INTO attempts SELECT * FROM backup.attempts
