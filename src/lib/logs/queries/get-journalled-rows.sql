-- ?1 entry; how many rows it has in the journal; NULL: there is no such entry
SELECT journal_rows FROM log WHERE seq = ?1
