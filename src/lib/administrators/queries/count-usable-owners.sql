-- ?1 an administrator who does not count, or NULL, ?2 now, or NULL: who is locked out counts. Who can sign in as an Owner
-- (A5): enabled, with a password and a second factor that have not ended.
SELECT count (*) FROM administrators AS r
WHERE r.role = 0 AND r.disabled = 0 AND r.id IS NOT ?1
  AND (SELECT count (*) FROM administrator_credentials AS c
       WHERE c.administrator_id = r.id AND (c.kind = 'password' OR c.kind = 'factor')
         AND NOT EXISTS (SELECT 1 FROM endings WHERE kind = 'administrator-credential' AND key = c.key)) = 2
  AND NOT EXISTS (SELECT 1 FROM endings WHERE kind = 'administrator' AND key = r.key)
  AND (?2 IS NULL OR NOT EXISTS (SELECT 1 FROM administrator_lockouts
                                 WHERE who = r.key AND until > ?2 AND number IS NOT r.unlocked))
