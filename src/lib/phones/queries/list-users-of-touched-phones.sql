-- ?1 entry: the users who hold phones that later entries touched
SELECT o.user_id FROM journal AS j JOIN phone_owners AS o ON o.phone_id = j.id WHERE j.op > ?1 AND j.kind = 'phone'
