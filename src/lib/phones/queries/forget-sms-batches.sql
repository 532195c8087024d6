-- ?1 some days ago
DELETE FROM past_sms_batches WHERE ended <= ?1
