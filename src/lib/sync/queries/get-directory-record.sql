-- ?1 directory; JSON of the whole record (J1)
SELECT json_object ('key', key, 'name', name) FROM directories WHERE id = ?1
