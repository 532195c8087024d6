-- ?1 serial number in any case; none where several types have it
SELECT min (id) FROM tokens WHERE serial_fold = gh_search_fold (?1) HAVING count (*) = 1
