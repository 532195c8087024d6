-- ?1 administrator, ?2 kind
SELECT id, last_op FROM administrator_credentials WHERE administrator_id = ?1 AND kind = ?2
