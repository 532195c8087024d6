-- A batch is shown by its phone: its passcodes are secret
SELECT b.key, coalesce ((SELECT coalesce (nullif (number, ''), name) FROM phones WHERE id = b.phone_id), '')
FROM sms_batches AS b WHERE b.id = ?1
