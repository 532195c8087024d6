INSERT OR IGNORE INTO temp.seen (name_key, line) VALUES (?1, ?2)
