-- ?1 code, ?2 now
INSERT INTO bypass_uses (code, uses, used) VALUES (?1, 1, ?2)
ON CONFLICT (code) DO UPDATE SET uses = uses + 1, used = ?2
