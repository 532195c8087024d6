INSERT OR IGNORE INTO late_sms_batches SELECT * FROM backup.late_sms_batches
