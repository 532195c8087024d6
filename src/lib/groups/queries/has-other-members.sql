-- ?1 group, ?2 entry: whether it has members whom another operation touched last
SELECT EXISTS (SELECT 1 FROM memberships AS m JOIN user_status AS s ON s.user_id = m.user_id
               WHERE m.group_id = ?1 AND s.last_op <> ?2)
