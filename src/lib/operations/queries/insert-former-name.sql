-- ?1 hash, ?2 when it was somebody's last
INSERT INTO former_names (hash, time) VALUES (?1, ?2) ON CONFLICT (hash) DO UPDATE SET time = max (time, ?2)
