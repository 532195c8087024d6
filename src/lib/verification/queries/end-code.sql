-- ?1 code, ?2 now: it was guessed at too often (B5), or its end is past (X)
INSERT INTO bypass_uses (code, ended) VALUES (?1, ?2)
ON CONFLICT (code) DO UPDATE SET ended = coalesce (ended, ?2)
