SELECT key, name FROM administrators WHERE id = ?1
