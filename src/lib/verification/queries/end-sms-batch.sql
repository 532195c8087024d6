-- ?1 batch, ?2 now
INSERT OR IGNORE INTO late_sms_batches (batch, time) VALUES (?1, ?2)
