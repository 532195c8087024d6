-- ?1 table, ?2 row id; for a table that never had a row
INSERT INTO main.sqlite_sequence (name, seq)
SELECT name, ?2 FROM main.sqlite_schema
WHERE type = 'table' AND name = ?1 AND sql LIKE '%AUTOINCREMENT%'
  AND NOT EXISTS (SELECT 1 FROM main.sqlite_sequence WHERE name = ?1)
