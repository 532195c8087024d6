-- ?1 an entry, ?2 at most this many: the records that later entries touched
SELECT kind, id FROM journal WHERE op > ?1 LIMIT ?2
