-- ?1 serial number, ?2 type; NULL: any
SELECT count (*) FROM tokens WHERE serial = ?1 AND (?2 IS NULL OR type = ?2)
