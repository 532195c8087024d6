-- ?1 token, ?2 JSON of the token to come back: whether another has its type and serial number now
SELECT EXISTS (
  SELECT 1 FROM tokens
  WHERE id <> ?1
    AND serial = coalesce (?2 ->> '$.serial', (SELECT serial FROM tokens WHERE id = ?1))
    AND type = coalesce (?2 ->> '$.type', (SELECT type FROM tokens WHERE id = ?1)))
