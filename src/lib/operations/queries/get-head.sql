-- The last entry, its time and who signed it
SELECT head.seq, head.hash, coalesce (log.time, 0), head.key_number, head.signature
FROM head LEFT JOIN log ON log.seq = head.seq
