-- ?1 key of the credential
SELECT c.number, c.verifier, EXISTS (SELECT 1 FROM recovery_uses WHERE credential = c.credential AND number = c.number)
FROM recovery_codes AS c WHERE c.credential = ?1
ORDER BY c.number
