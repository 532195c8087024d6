-- ?1 token, ?2 entry: whether it has owners whom another operation touched last
SELECT EXISTS (SELECT 1 FROM token_owners AS o JOIN user_status AS s ON s.user_id = o.user_id
               WHERE o.token_id = ?1 AND s.last_op <> ?2)
