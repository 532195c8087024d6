-- ?1 attempt: names that were tried before it, and not since
DELETE FROM name_failures WHERE attempt <= ?1
