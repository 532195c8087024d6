-- Of one attempt there is one failure
INSERT OR IGNORE INTO failures SELECT * FROM backup.failures
