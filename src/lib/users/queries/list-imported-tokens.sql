-- ?1 first and ?2 last row id of tokens that were just made, for gh_journal_statement()
SELECT id, NULL, NULL,
       json_object ('key', key, 'type', type, 'serial', serial,
                    'secret', iif (secret IS NULL, NULL, lower (hex (gh_sha256 (secret)))))
FROM tokens WHERE id BETWEEN ?1 AND ?2
ORDER BY id
