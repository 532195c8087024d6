-- The order in which J2 hashes the rows of each entry, which is the table's own
SELECT op, kind, id, prev, before, after, salt, hash, typeof (after) FROM journal ORDER BY op, kind, id
