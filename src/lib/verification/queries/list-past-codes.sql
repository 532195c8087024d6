-- ?1 user, ?2 now: what is past and was not noted as ended
SELECT c.key, c.id
FROM bypass_codes AS c LEFT JOIN bypass_uses AS b ON b.code = c.key
WHERE c.user_id = ?1 AND c.expires <= ?2 AND b.ended IS NULL
