-- ?1 first and ?2 last row id of phones that were just made, for gh_journal_statement()
SELECT r.id, NULL, NULL,
       json_object ('key', r.key, 'number', r.number, 'extension', r.extension, 'name', r.name, 'type', r.type,
                    'platform', r.platform, 'activated', r.activated)
FROM phones AS r WHERE r.id BETWEEN ?1 AND ?2
ORDER BY r.id
