-- ?1 number; JSON of the whole record (J1)
SELECT json_object ('key', key, 'name', use || ' ' || id, 'made', made, 'ended', ended, 'public', lower (hex (public)),
                    'introduced_by', introduced_by, 'recovery_public', lower (hex (recovery_public)),
                    'recovery_made', recovery_made, 'for_recovery', lower (hex (gh_sha256 (for_recovery))), 'unit', unit)
FROM keys WHERE id = ?1
