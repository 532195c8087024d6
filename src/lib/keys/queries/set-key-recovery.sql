-- ?1 number, ?2 recovery key's public half, ?3 its proof, ?4 the key sealed to it, ?5 when it was made, ?6 entry
UPDATE keys SET recovery_public = ?2, recovery_proof = ?3, for_recovery = ?4, recovery_made = ?5, last_op = ?6
WHERE id = ?1
