-- ?1 user, ?2 JSON of the user to restore: whether somebody else now has one of their names
SELECT EXISTS (
  SELECT 1 FROM user_names WHERE user_id <> ?1 AND name_key = gh_name_key (?2 ->> '$.username')
) OR EXISTS (
  SELECT 1 FROM json_each (?2, '$.aliases') AS each JOIN user_names ON name_key = gh_name_key (each.value)
  WHERE user_id <> ?1
)
