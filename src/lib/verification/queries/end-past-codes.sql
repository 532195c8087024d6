-- ?1 user, ?2 now
INSERT INTO bypass_uses (code, ended)
SELECT c.key, ?2
FROM bypass_codes AS c LEFT JOIN bypass_uses AS b ON b.code = c.key
WHERE c.user_id = ?1 AND c.expires <= ?2 AND b.ended IS NULL
ON CONFLICT (code) DO UPDATE SET ended = excluded.ended
