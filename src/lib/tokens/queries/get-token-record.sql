-- ?1 token; JSON of the whole record (J1). Its owners are in the users' records, its secret is a sealed value's: the
-- member stands for a column of the first schema, so that records hash as they did.
SELECT json_object ('key', key, 'type', type, 'serial', serial, 'secret', NULL) FROM tokens WHERE id = ?1
