-- ?1 token: whether it has owners whom this undo does not put back, or a secret that would go with it
SELECT EXISTS (SELECT 1 FROM token_owners AS o
               WHERE o.token_id = ?1
                 AND NOT EXISTS (SELECT 1 FROM temp.undo WHERE undo.kind = 'user' AND undo.id = o.user_id))
    OR EXISTS (SELECT 1 FROM credentials WHERE device_kind = 'token' AND device = ?1)
