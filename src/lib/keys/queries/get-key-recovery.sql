-- ?1 number: what the journal keeps of its recovery key (J1)
SELECT last_op, json_object ('recovery_public', lower (hex (recovery_public)), 'recovery_made', recovery_made,
                             'for_recovery', lower (hex (gh_sha256 (for_recovery))))
FROM keys WHERE id = ?1
