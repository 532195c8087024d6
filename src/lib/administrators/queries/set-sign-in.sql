-- ?1 administrator's key, ?2 now
INSERT INTO administrator_sign_ins (administrator, time) VALUES (?1, ?2)
ON CONFLICT (administrator) DO UPDATE SET time = max (time, ?2)
