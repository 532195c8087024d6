INSERT INTO organisation (id, key, name, time_zone, created) VALUES (1, ?1, ?2, ?3, ?4)
