-- ?1 administrator
SELECT id, last_op, seed FROM administrator_credentials WHERE administrator_id = ?1 AND kind = 'factor'
