-- ?1 serial number in any case, ?2 type, ?3 user; the very one before others: the token, whether the user has it, how many
-- have it, whether it has a secret
SELECT k.id, EXISTS (SELECT 1 FROM token_owners WHERE token_id = k.id AND user_id = ?3),
       (SELECT count (*) FROM token_owners WHERE token_id = k.id),
       EXISTS (SELECT 1 FROM credentials WHERE device_kind = 'token' AND device = k.id)
FROM tokens AS k WHERE k.serial_fold = gh_search_fold (?1) AND k.type = ?2 ORDER BY k.serial = ?1 DESC, k.id LIMIT 1
