-- ?1 kind, ?2 id
SELECT last, is_purged FROM temp.erased WHERE kind = ?1 AND id = ?2
