-- Who gets a phone by `joining` whose app is activated, or that has SMS passcodes, and that somebody else has or gets,
-- too, or had with this app (P1)
SELECT u.username, p.id
FROM temp.joining AS j
CROSS JOIN phones AS p ON p.id = j.phone_id
  AND (p.activated IS NOT NULL OR EXISTS (SELECT 1 FROM credentials WHERE device_kind = 'phone' AND device = p.id)
       OR EXISTS (SELECT 1 FROM sms_batches WHERE phone_id = p.id))
CROSS JOIN users AS u ON u.id = j.user_id
WHERE EXISTS (SELECT 1 FROM phone_owners WHERE phone_id = p.id AND user_id <> u.id)
   OR EXISTS (SELECT 1 FROM app_owners WHERE phone_id = p.id AND user_id <> u.id)
   OR EXISTS (SELECT 1 FROM temp.joining AS other WHERE other.phone_id = p.id AND other.user_id <> u.id)
ORDER BY u.id, p.id
