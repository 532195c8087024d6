-- ?1 serial, ?2 type, ?3 user
SELECT k.id, EXISTS (SELECT 1 FROM token_owners WHERE token_id = k.id AND user_id = ?3)
FROM tokens AS k WHERE k.serial = ?1 AND k.type = ?2
