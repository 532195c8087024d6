-- ?1 key of the credential, ?2 number, ?3 verifier
INSERT INTO recovery_codes (credential, number, verifier) VALUES (?1, ?2, ?3)
