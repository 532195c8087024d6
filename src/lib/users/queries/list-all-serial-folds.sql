SELECT o.user_id, k.serial_fold FROM token_owners AS o JOIN tokens AS k ON k.id = o.token_id ORDER BY o.user_id
