INSERT OR FAIL INTO user_aliases (user_id, slot, alias, alias_fold) VALUES (?1, ?2, ?3, ?4)
