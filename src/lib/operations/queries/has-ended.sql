-- ?1 kind, ?2 key; the directory may know of an ending that the events file has not got yet
SELECT EXISTS (SELECT 1 FROM events.endings WHERE kind = ?1 AND key = ?2)
    OR EXISTS (SELECT 1 FROM ended WHERE id > (SELECT coalesce (max (id), 0) FROM events.endings)
                                     AND kind = ?1 AND key = ?2)
