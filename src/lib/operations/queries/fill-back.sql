-- ?1 entry to undo, ?2 kind, ?3 step, ?4 the last id of the chunk before, ?5 how many. The entry undone is the last
-- that touched a record that is gone.
INSERT INTO temp.back (id, before, after, prev)
SELECT undo.id, journal.before, journal.after, coalesce (undo.last, ?1)
FROM temp.undo CROSS JOIN journal ON journal.op = ?1 AND journal.kind = undo.kind AND journal.id = undo.id
WHERE undo.kind = ?2 AND undo.id > ?4
  AND ?3 = CASE WHEN undo.last IS NULL THEN 1 WHEN journal.before IS NOT NULL THEN 2 ELSE 3 END
ORDER BY undo.id LIMIT ?5
