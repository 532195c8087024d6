SELECT head.seq, head.hash, coalesce (log.time, 0) FROM head LEFT JOIN log ON log.seq = head.seq
