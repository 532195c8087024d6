DELETE FROM sms_batches WHERE id = ?1
