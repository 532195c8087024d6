-- ?1 phone, ?2 entry
UPDATE phones SET activated = NULL, last_op = ?2 WHERE id = ?1
