-- ?1 entry, ?2 now; a link keeps no entry of its own that it could point back at
SELECT user_id, NULL, json_object ('expires', expires), json_object ('expires', ?2)
FROM temp.chunk JOIN enrolments ON user_id = chunk.id
ORDER BY user_id
