-- The first entry with a row that was blanked although nothing removed its record for good
SELECT min (first) FROM temp.erased WHERE NOT is_purged
