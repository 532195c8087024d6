-- ?1 entry: the users who hold tokens that later entries touched
SELECT o.user_id FROM journal AS j JOIN token_owners AS o ON o.token_id = j.id WHERE j.op > ?1 AND j.kind = 'token'
