INSERT OR IGNORE INTO temp.selection (id) VALUES (?1)
