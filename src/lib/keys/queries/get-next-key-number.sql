-- No number is used twice, not even one whose key is gone
SELECT 1 + max ((SELECT coalesce (max (id), 0) FROM keys),
                (SELECT coalesce (max (seq), 0) FROM sqlite_sequence WHERE name = 'keys'))
