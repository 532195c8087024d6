-- ?1 row id; JSON of the whole record (J1)
SELECT json_object ('key', key, 'name', name, 'email', email, 'role', role, 'disabled', disabled, 'created', created,
                    'unlocked', unlocked)
FROM administrators WHERE id = ?1
