-- ?1 an entry: the users that entries after it touched, also through their phones and tokens
SELECT id FROM journal WHERE op > ?1 AND kind = 'user'
UNION
SELECT o.user_id FROM journal AS j JOIN phone_owners AS o ON o.phone_id = j.id WHERE j.op > ?1 AND j.kind = 'phone'
UNION
SELECT o.user_id FROM journal AS j JOIN token_owners AS o ON o.token_id = j.id WHERE j.op > ?1 AND j.kind = 'token'
