-- ?1 user, ?2 a bit for the factor that succeeded
UPDATE failures SET factors = factors & ~?2 WHERE user_id = ?1 AND factors & ?2
