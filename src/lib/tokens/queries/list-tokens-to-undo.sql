-- ?1 entry; the tokens that it touched, each with its last entry, NULL where it is gone
INSERT INTO temp.undo (kind, id, last)
SELECT journal.kind, journal.id, r.last_op FROM journal LEFT JOIN tokens AS r ON r.id = journal.id
WHERE journal.op = ?1 AND journal.kind = 'token'
