-- ?1 group: whether it has members whom this undo does not put back
SELECT EXISTS (SELECT 1 FROM memberships AS m
               WHERE m.group_id = ?1
                 AND NOT EXISTS (SELECT 1 FROM temp.undo WHERE undo.kind = 'user' AND undo.id = m.user_id))
