DELETE FROM credentials WHERE id = ?1
