-- ?1 row id, or NULL and ?2 name key of an e-mail address, ?3 now; columns in the order of GhAdministratorFacts. What has
-- ended counts for nothing, whatever the directory says (O10).
SELECT r.id, r.key, r.name, r.email, r.role, r.disabled, r.created,
       EXISTS (SELECT 1 FROM administrator_credentials AS c WHERE c.administrator_id = r.id AND c.kind = 'password'
               AND NOT EXISTS (SELECT 1 FROM endings WHERE kind = 'administrator-credential' AND key = c.key)),
       EXISTS (SELECT 1 FROM administrator_credentials AS c WHERE c.administrator_id = r.id AND c.kind = 'factor'
               AND NOT EXISTS (SELECT 1 FROM endings WHERE kind = 'administrator-credential' AND key = c.key)),
       coalesce ((SELECT number FROM administrator_lockouts
                  WHERE who = r.key AND until > ?3 AND number IS NOT r.unlocked), 0),
       r.unlocked, r.last_op, EXISTS (SELECT 1 FROM endings WHERE kind = 'administrator' AND key = r.key)
FROM administrators AS r
WHERE r.id = coalesce (?1, (SELECT id FROM administrators WHERE email_key = ?2))
