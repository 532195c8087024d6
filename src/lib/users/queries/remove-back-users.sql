-- Foreign keys remove what belongs to them.
DELETE FROM users WHERE id IN (SELECT id FROM temp.back WHERE before IS NULL)
