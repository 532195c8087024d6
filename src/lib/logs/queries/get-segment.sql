-- ?1 the last entry that goes: the first of all, how many go, their times, and the last one's hash
SELECT first.seq, (SELECT count (*) FROM log WHERE seq <= ?1), first.time, last.time, last.hash
FROM log AS first JOIN log AS last ON last.seq = ?1 WHERE first.seq = (SELECT min (seq) FROM log)
