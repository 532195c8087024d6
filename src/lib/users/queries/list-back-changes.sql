-- ?1 entry; what a batch changes, for gh_journal_rows(): `back` has before and after swapped, as for an undo
SELECT b.id, s.last_op, b.after, b.before
FROM temp.back AS b JOIN user_status AS s ON s.user_id = b.id
WHERE b.after IS NOT NULL
ORDER BY b.id
