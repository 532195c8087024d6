-- The first entry with a blanked row whose record was not removed for good
SELECT min (first) FROM temp.erased WHERE NOT is_purged
