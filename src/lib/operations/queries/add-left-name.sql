-- ?1 name key
INSERT OR IGNORE INTO left_names (name_key) VALUES (?1)
