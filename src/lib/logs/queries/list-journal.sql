-- In the order that J2 hashes each entry's rows, which is the table's own
SELECT op, kind, id, prev, before, after, salt, hash, typeof (after) FROM journal ORDER BY op, kind, id
