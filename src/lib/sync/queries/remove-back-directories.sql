DELETE FROM directories WHERE id IN (SELECT id FROM temp.back WHERE before IS NULL)
