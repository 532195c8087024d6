-- ?1 unix seconds: whether there are any that were not used since
SELECT EXISTS (SELECT 1 FROM endpoints WHERE used <= ?1)
