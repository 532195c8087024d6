-- ?1 entry, ?2 now, ?3 use, ?4 one that stays: those that are to end, for gh_journal_rows_with()
SELECT id, last_op, json_object ('ended', ended), json_object ('ended', ?2) FROM keys
WHERE use = ?3 AND ended IS NULL AND last_op <> ?1 AND id <> ?4
ORDER BY id
