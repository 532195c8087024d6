-- ?1 microseconds: the last entry that may go with all before it: a checkpoint knows it as it is, and neither it nor
-- any before it is as young as that
SELECT max (kept.entry) FROM checkpoints AS kept JOIN log ON log.seq = kept.entry AND log.hash = kept.hash
WHERE kept.entry < (SELECT seq FROM head)
  AND kept.entry < coalesce ((SELECT min (seq) FROM log WHERE time >= ?1), (SELECT seq FROM head))
