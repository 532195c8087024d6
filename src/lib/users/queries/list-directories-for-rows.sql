SELECT id, key FROM directories
