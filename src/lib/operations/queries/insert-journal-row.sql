INSERT OR FAIL INTO journal (op, kind, id, prev, before, after, salt, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
