-- The highest row id ever assigned in each table (O10)
SELECT name, seq FROM sqlite_sequence WHERE seq BETWEEN 1 AND 9007199254740991 ORDER BY name
