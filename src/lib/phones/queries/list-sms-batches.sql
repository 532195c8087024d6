SELECT id FROM sms_batches ORDER BY id
