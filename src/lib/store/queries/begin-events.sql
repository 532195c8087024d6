-- ?1 the organisation's key, ?2 now, ?3 after which number attempts go on
INSERT OR REPLACE INTO about (id, organisation, began, identity, last_attempt) VALUES (1, ?1, ?2, randomblob (16), ?3)
