-- ?1 the hash of a name
SELECT failures FROM name_failures WHERE name = ?1
