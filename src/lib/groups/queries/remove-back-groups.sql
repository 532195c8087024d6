DELETE FROM groups WHERE id IN (SELECT id FROM temp.back WHERE before IS NULL)
