-- ?1 user, ?2 a bit for the factor that succeeded, ?3 the application where it did; -1: all count together
UPDATE failures SET factors = factors & ~?2
WHERE user_id = ?1 AND factors & ?2 AND ?3 IN (-1, application)
