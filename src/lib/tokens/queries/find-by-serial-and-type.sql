-- ?1 serial number in any case, ?2 type; NULL: any; the very one before others
SELECT id FROM tokens WHERE serial_fold = gh_search_fold (?1) AND (?2 IS NULL OR type = lower (?2))
ORDER BY serial = ?1 DESC, id LIMIT 1
