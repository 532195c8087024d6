INSERT OR IGNORE INTO minutes SELECT * FROM backup.minutes
