-- ?1 unix seconds, ?2 how many at once: those that were not used since
DELETE FROM endpoints WHERE id IN (SELECT id FROM endpoints WHERE used <= ?1 LIMIT ?2)
