-- ?1 to ?10 as in insert-user, ?11 first name, ?12 its fold, ?13 last name, ?14 its fold
INSERT OR FAIL INTO users (id, key, username, username_fold, realname, realname_fold, email, email_fold, notes, created,
                           firstname, firstname_fold, lastname, lastname_fold)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
