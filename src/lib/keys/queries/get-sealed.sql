-- ?1 kind, ?2 record, ?3 purpose
SELECT id, key_number, value, last_op FROM sealed WHERE kind = ?1 AND record = ?2 AND purpose = ?3
