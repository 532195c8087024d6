INSERT OR FAIL INTO user_status (user_id, status, until, last_op) VALUES (?1, ?2, ?3, ?4)
