-- In the order of gh-key-list.c
SELECT id, key, use = 'service', made, ended, check_value, public, introduced_by, introduction, recovery_public,
       recovery_proof, for_recovery, recovery_made, unit, last_op
FROM keys ORDER BY id
