-- ?1 entry, ?2 kind, ?3 id; no row if another operation is the record's last standing one
SELECT journal.before, journal.after IS NOT NULL, undo.last IS NOT NULL
FROM temp.undo JOIN journal ON journal.op = ?1 AND journal.kind = undo.kind AND journal.id = undo.id
WHERE undo.kind = ?2 AND undo.id = ?3
