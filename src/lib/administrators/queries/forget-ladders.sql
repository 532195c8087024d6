-- ?1 unix seconds: addresses that are nobody's, whose hash is longer than a key, not tried since
DELETE FROM ladders WHERE length (who) > 20 AND next < ?1
