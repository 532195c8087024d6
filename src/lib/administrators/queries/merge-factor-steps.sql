INSERT INTO factor_steps SELECT * FROM backup.factor_steps WHERE true
ON CONFLICT (credential) DO UPDATE SET last = excluded.last, file = excluded.file WHERE excluded.last > last
