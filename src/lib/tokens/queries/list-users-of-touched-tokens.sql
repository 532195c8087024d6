-- ?1 an entry: the users who hold tokens that entries after it touched
SELECT o.user_id FROM journal AS j JOIN token_owners AS o ON o.token_id = j.id WHERE j.op > ?1 AND j.kind = 'token'
