-- Only what cannot change; the rest of the record follows like that of a changed one.
INSERT INTO users (id, key, username, username_fold, created)
SELECT id, before ->> '$.key', before ->> '$.username', gh_search_fold (before ->> '$.username'),
       before ->> '$.created'
FROM temp.back WHERE before IS NOT NULL AND after IS NULL
