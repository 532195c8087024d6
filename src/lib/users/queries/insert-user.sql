-- ?1 id or NULL, ?2 key, ?3 username, ?4 its fold, ?5 real name, ?6 its fold, ?7 e-mail, ?8 its fold, ?9 notes, ?10 created
INSERT OR FAIL INTO users (id, key, username, username_fold, realname, realname_fold, email, email_fold, notes, created)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
