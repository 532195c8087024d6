-- ?1 code: one wrong passcode more of its length (B5); returns how many
INSERT INTO bypass_uses (code, guesses) VALUES (?1, 1)
ON CONFLICT (code) DO UPDATE SET guesses = guesses + 1
RETURNING guesses
