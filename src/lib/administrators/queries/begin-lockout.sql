-- ?1 who, ?2 now, ?3 its end, ?4 attempt; each has a number of its own
INSERT INTO administrator_lockouts (who, time, until, attempt) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (who) DO UPDATE SET time = ?2, until = ?3, attempt = ?4, number = 1 + abs (random () % 9007199254740991)
