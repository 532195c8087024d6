-- ?1 the last entry whose rows go
DELETE FROM journal WHERE op <= ?1
