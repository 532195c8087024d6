-- A credential is shown by its device: its number, name or serial number
SELECT c.key, coalesce ((SELECT coalesce (nullif (number, ''), name) FROM phones
                         WHERE c.device_kind = 'phone' AND id = c.device),
                        (SELECT serial FROM tokens WHERE c.device_kind = 'token' AND id = c.device), '')
FROM credentials AS c WHERE c.id = ?1
