-- ?1 entry, ?2 kind, ?3 record: to be removed, for gh_journal_rows_with()
SELECT id, last_op, json_object ('key', key, 'purpose', purpose, 'key_number', key_number,
                                 'value', lower (hex (gh_sha256 (value)))), NULL
FROM sealed WHERE kind = ?2 AND record = ?3 AND ?1 > 0
ORDER BY id
