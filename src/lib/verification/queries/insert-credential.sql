-- ?1 key, ?2 kind of device, ?3 the device, ?4 type, ?5 algorithm, ?6 digits, ?7 period, ?8 start, ?9 hash of the seed,
-- ?10 now, ?11 by when it must be used; NULL: for ever, ?12 entry
INSERT INTO credentials (key, device_kind, device, type, algorithm, digits, period, start, seed, made, pending_until, events,
                         last_op)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, (SELECT identity FROM events.about), ?12)
