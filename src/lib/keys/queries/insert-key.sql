-- ?1 number, ?2 key, ?3 use, ?4 made, ?5 check value, ?6 public, ?7 introduced by, ?8 introduction, ?9 recovery key's
-- public half, ?10 its proof, ?11 the key sealed to it, ?12 when the recovery key was made, ?13 unit, ?14 entry
INSERT INTO keys (id, key, use, made, check_value, public, introduced_by, introduction, recovery_public, recovery_proof,
                  for_recovery, recovery_made, unit, last_op)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
