-- ?1 user, ?2 the endpoint that stays in any case, ?3 how many others may: those used last
DELETE FROM endpoints
WHERE id IN (SELECT id FROM endpoints WHERE user_id = ?1 AND id <> ?2 ORDER BY used DESC, id DESC LIMIT -1 OFFSET ?3)
