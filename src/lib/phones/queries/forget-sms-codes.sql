-- ?1 some days ago
DELETE FROM sms_codes WHERE batch IN (SELECT key FROM past_sms_batches WHERE ended <= ?1)
