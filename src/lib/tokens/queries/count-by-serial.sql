-- ?1 serial number in any case, ?2 type; NULL: any
SELECT count (*) FROM tokens WHERE serial_fold = gh_search_fold (?1) AND (?2 IS NULL OR type = lower (?2))
