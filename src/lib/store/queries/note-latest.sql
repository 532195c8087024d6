-- ?1 unix seconds
UPDATE about SET latest = ?1 WHERE latest < ?1
