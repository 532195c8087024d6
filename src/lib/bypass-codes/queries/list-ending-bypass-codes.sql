-- ?1 entry, ?2 now
SELECT bypass_codes.id, last_op, json_object ('expires', expires), json_object ('expires', ?2)
FROM temp.chunk JOIN bypass_codes USING (id)
ORDER BY bypass_codes.id
