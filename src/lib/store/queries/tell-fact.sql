-- ?1 kind, ?2 record
INSERT INTO changes (kind, record) VALUES (?1, ?2)
