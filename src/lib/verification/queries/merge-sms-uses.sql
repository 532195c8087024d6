INSERT OR IGNORE INTO sms_uses SELECT * FROM backup.sms_uses
