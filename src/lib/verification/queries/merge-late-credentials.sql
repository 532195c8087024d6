INSERT OR IGNORE INTO late_credentials SELECT * FROM backup.late_credentials
