-- ?1 a table: its indexes over all rows that belong to no key or constraint, with their SQL
SELECT i.name, s.sql
FROM pragma_index_list (?1) AS i JOIN main.sqlite_schema AS s ON s.type = 'index' AND s.name = i.name
WHERE i.origin = 'c' AND NOT i.partial
ORDER BY i.name
