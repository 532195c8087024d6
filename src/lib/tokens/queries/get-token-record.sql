-- ?1 token; JSON of the whole record (J1). Its owners are in the users' records.
SELECT json_object ('key', key, 'type', type, 'serial', serial,
                    'secret', iif (secret IS NULL, NULL, lower (hex (gh_sha256 (secret)))))
FROM tokens WHERE id = ?1
