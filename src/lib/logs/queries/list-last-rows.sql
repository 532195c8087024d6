-- Each record's last row in the journal, and whether the record was there after it
SELECT kind, id, max (op), after IS NOT NULL FROM journal GROUP BY kind, id
