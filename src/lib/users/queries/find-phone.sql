-- ?1 number, ?2 extension, ?3 user: the phone, whether the user has it, how many have it, whether its app is activated or
-- it has SMS passcodes, and whether somebody else had it with this app
SELECT p.id, EXISTS (SELECT 1 FROM phone_owners WHERE phone_id = p.id AND user_id = ?3),
       (SELECT count (*) FROM phone_owners WHERE phone_id = p.id),
       p.activated IS NOT NULL OR EXISTS (SELECT 1 FROM credentials WHERE device_kind = 'phone' AND device = p.id)
         OR EXISTS (SELECT 1 FROM sms_batches WHERE phone_id = p.id),
       EXISTS (SELECT 1 FROM app_owners WHERE phone_id = p.id AND user_id <> ?3)
FROM phones AS p WHERE p.number = ?1 AND p.extension = ?2 AND p.number <> ''
