-- ?1 key, ?2 administrator, ?3 kind, ?4 now, ?5 salt, ?6 passes, ?7 memory, ?8 verifier, ?9 sealed seed, ?10 first step,
-- ?11 its end, ?12 entry
INSERT INTO administrator_credentials (key, administrator_id, kind, made, salt, passes, memory, verifier, seed, start,
                                       expires, era, events, last_op)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, o.era, a.identity, ?12 FROM organisation AS o, events.about AS a
