-- ?1 entry to undo, ?2 kind, ?3 step, ?4 the last id of the chunk before, ?5 how many
INSERT INTO temp.back (id, before, after)
SELECT undo.id, journal.before, CASE step WHEN 1 THEN NULL ELSE journal.after END
FROM temp.undo JOIN journal ON journal.op = ?1 AND journal.kind = undo.kind AND journal.id = undo.id
WHERE undo.kind = ?2 AND undo.step = ?3 AND undo.id > ?4
ORDER BY undo.id LIMIT ?5
