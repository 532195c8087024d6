-- The highest row id that each table ever gave (O10)
SELECT name, seq FROM sqlite_sequence WHERE seq BETWEEN 1 AND 9007199254740991 ORDER BY name
