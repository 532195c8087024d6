-- ?1 kind, ?2 id, ?3 entry of the first erased row, ?4 of the last, ?5 whether it was removed for good
INSERT INTO temp.erased (kind, id, first, last, is_purged) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (kind, id) DO UPDATE SET last = excluded.last, is_purged = excluded.is_purged
