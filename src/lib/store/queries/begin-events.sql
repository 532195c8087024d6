-- ?1 the organisation's key, ?2 now
INSERT OR REPLACE INTO about (id, organisation, began, identity) VALUES (1, ?1, ?2, randomblob (16))
