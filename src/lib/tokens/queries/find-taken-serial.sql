-- ?1 token, ?2 JSON of the token to come back: whether another has its type and serial number now
SELECT EXISTS (
  SELECT 1 FROM tokens
  WHERE id <> ?1
    AND serial_fold = coalesce (gh_search_fold (?2 ->> '$.serial'), (SELECT serial_fold FROM tokens WHERE id = ?1))
    AND type = coalesce (?2 ->> '$.type', (SELECT type FROM tokens WHERE id = ?1)))
