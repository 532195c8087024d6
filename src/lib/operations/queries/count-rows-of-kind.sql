-- ?1 entry, ?2 kind: its rows, and those of records that it did not remove
SELECT count (*), count (after) FROM journal WHERE op = ?1 AND kind = ?2
