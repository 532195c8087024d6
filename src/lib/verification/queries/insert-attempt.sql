-- ?1 number, ?2 time in microseconds, ?3 user, ?4 name, ?5 application, ?6 way, ?7 purpose, ?8 actor, ?9 factor, ?10 result,
-- ?11 reason, ?12 device, ?13 address, ?14 host, ?15 client
INSERT INTO attempts (id, time, user_id, name, application, way, purpose, actor, factor, result, reason, device, address,
                      host, client)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
