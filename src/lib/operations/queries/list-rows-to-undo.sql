-- ?1 entry, ?2 kind; the last two: whether the record's last standing operation is the entry, and whether it is there
SELECT journal.id, journal.before, journal.after IS NOT NULL, undo.id IS NOT NULL, undo.last IS NOT NULL
FROM journal LEFT JOIN temp.undo ON undo.kind = journal.kind AND undo.id = journal.id
WHERE journal.op = ?1 AND journal.kind = ?2 ORDER BY journal.id
