-- ?1 group: of the users of `chunk` whether each is in the Trash, in the group, and in how many groups
SELECT chunk.id,
       EXISTS (SELECT 1 FROM trash WHERE user_id = chunk.id),
       EXISTS (SELECT 1 FROM memberships WHERE user_id = chunk.id AND group_id = ?1),
       (SELECT count (*) FROM memberships WHERE user_id = chunk.id)
FROM temp.chunk
ORDER BY chunk.id
