-- ?1 user: the user's phones that SMS passcodes were made for, each with the batch in force, if there is one. What has
-- ended, or is of another era, is in force no more, whatever the directory says (O10).
SELECT p.id, p.key, p.number, b.key, b.expires, b.codes - (SELECT count (*) FROM sms_uses WHERE batch = b.key),
       EXISTS (SELECT 1 FROM late_sms_batches WHERE batch = b.key)
FROM phone_owners AS o
CROSS JOIN phones AS p ON p.id = o.phone_id
LEFT JOIN sms_batches AS b ON b.phone_id = p.id
  AND b.era = (SELECT o.era FROM organisation AS o JOIN about AS a ON a.identity = o.events)
  AND NOT EXISTS (SELECT 1 FROM endings WHERE kind = 'sms-batch' AND key = b.key)
WHERE o.user_id = ?1 AND EXISTS (SELECT 1 FROM past_sms_batches WHERE phone_id = p.id)
ORDER BY p.id
