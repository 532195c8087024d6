INSERT OR IGNORE INTO temp.report (id) VALUES (?1)
