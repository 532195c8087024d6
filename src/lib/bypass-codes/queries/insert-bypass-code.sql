-- ?1 key, ?2 user, ?3 now, ?4 the maker's name, ?5 its end, ?6 uses, ?7 digits, ?8 the hash that finds it, ?9 own, ?10 entry,
-- ?11 the maker
INSERT INTO bypass_codes (key, user_id, created, created_by, expires, uses, digits, lookup, is_own, last_op, maker, era)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, era FROM organisation
