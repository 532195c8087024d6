-- ?1 key, ?2 kind of device, ?3 the device, ?4 type, ?5 algorithm, ?6 digits, ?7 period, ?8 start, ?9 hash of the seed,
-- ?10 now, ?11 by when it must be used; NULL: for ever, ?12 entry
INSERT INTO credentials (key, device_kind, device, type, algorithm, digits, period, start, seed, made, pending_until, events,
                         last_op)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, max (?8, coalesce (p.start, 0)), ?9, ?10, ?11, coalesce (p.events, a.identity), ?12
FROM events.about AS a LEFT JOIN past_seeds AS p ON p.seed = ?9
