-- Only what cannot change; the rest of the record follows as for a changed user.
INSERT INTO users (id, key, username, username_fold, created)
SELECT id, before ->> '$.key', before ->> '$.username', gh_search_fold (before ->> '$.username'),
       before ->> '$.created'
FROM temp.back WHERE before IS NOT NULL AND after IS NULL
