INSERT OR IGNORE INTO recovery_uses SELECT * FROM backup.recovery_uses
