-- ?1 group: for each user of `chunk`, how it came into the Trash, whether it is in the group, and in how many groups
SELECT chunk.id,
       (SELECT origin FROM trash WHERE user_id = chunk.id),
       EXISTS (SELECT 1 FROM memberships WHERE user_id = chunk.id AND group_id = ?1),
       (SELECT count (*) FROM memberships WHERE user_id = chunk.id)
FROM temp.chunk
ORDER BY chunk.id
