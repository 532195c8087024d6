SELECT last_op FROM sms_batches WHERE id = ?1
