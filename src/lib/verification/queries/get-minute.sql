-- ?1 number
SELECT minute, hash FROM minutes WHERE number = ?1
