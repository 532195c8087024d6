-- ?1 key of the recovery codes, ?2 number, ?3 now
INSERT INTO recovery_uses (credential, number, used) VALUES (?1, ?2, ?3)
