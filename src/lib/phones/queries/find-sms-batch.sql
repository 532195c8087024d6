-- ?1 phone
SELECT id FROM sms_batches WHERE phone_id = ?1
