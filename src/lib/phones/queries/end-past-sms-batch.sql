-- ?1 row id of the batch, ?2 now
UPDATE past_sms_batches SET ended = ?2 WHERE key = (SELECT key FROM sms_batches WHERE id = ?1)
