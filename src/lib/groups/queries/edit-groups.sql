-- ?1 entry, ?3 name, ?4 description, ?5 status (-1: unchanged); the groups of `chunk`
UPDATE groups SET
  name = coalesce (?3, name),
  name_key = coalesce (gh_name_key (?3), name_key),
  name_fold = coalesce (gh_search_fold (?3), name_fold),
  description = coalesce (?4, description),
  status = iif (?5 >= 0, ?5, status),
  last_op = ?1
WHERE id IN (SELECT id FROM temp.chunk)
