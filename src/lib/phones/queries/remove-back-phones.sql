DELETE FROM phones WHERE id IN (SELECT id FROM temp.back WHERE before IS NULL)
