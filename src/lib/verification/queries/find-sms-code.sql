-- ?1 phone, ?2 the hash of what was typed: the batches that have it, and whether it was used
SELECT p.key, c.number, EXISTS (SELECT 1 FROM sms_uses WHERE batch = p.key AND number = c.number)
FROM past_sms_batches AS p CROSS JOIN sms_codes AS c ON c.batch = p.key AND c.lookup = ?2
WHERE p.phone_id = ?1
