SELECT id FROM phones WHERE number = ?1 AND extension = ?2 AND number <> ''
