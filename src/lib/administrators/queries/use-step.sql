-- ?1 key of the second factor, ?2 step
INSERT INTO factor_steps (credential, last, file) SELECT ?1, ?2, identity FROM about WHERE true
ON CONFLICT (credential) DO UPDATE SET last = max (last, excluded.last), file = excluded.file
