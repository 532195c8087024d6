-- ?1 setting; JSON of the whole record (J1)
SELECT json_object ('key', key, 'value', value) FROM settings WHERE id = ?1
