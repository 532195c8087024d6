-- ?1 kind, ?2 record
DELETE FROM sealed WHERE kind = ?1 AND record = ?2
