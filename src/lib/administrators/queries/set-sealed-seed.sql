-- ?1 credential, ?2 sealed seed, ?3 entry
UPDATE administrator_credentials SET seed = ?2, last_op = ?3 WHERE id = ?1
