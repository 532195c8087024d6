-- ?1 group, ?2 JSON of the group to come back: whether another has its name now
SELECT EXISTS (SELECT 1 FROM groups WHERE id <> ?1 AND name_key = gh_name_key (?2 ->> '$.name'))
