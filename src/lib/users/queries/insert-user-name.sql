INSERT OR FAIL INTO user_names (name_key, user_id, slot) VALUES (?1, ?2, ?3)
