-- ?1 directory, ?2 JSON of the directory to put back: whether another has its name now
SELECT EXISTS (SELECT 1 FROM directories WHERE id <> ?1 AND name_key = gh_name_key (?2 ->> '$.name'))
