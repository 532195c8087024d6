-- Of phones that nobody has
SELECT id FROM sms_batches AS b WHERE NOT EXISTS (SELECT 1 FROM phone_owners WHERE phone_id = b.phone_id) ORDER BY id
