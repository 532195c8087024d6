-- ?1 entry, ?2 now; a link stores no earlier entry to point back to
SELECT user_id, NULL, json_object ('expires', expires), json_object ('expires', ?2)
FROM temp.chunk JOIN enrolments ON user_id = chunk.id
ORDER BY user_id
