INSERT INTO administrator_sign_ins SELECT * FROM backup.administrator_sign_ins WHERE true
ON CONFLICT (administrator) DO UPDATE SET time = max (time, excluded.time)
