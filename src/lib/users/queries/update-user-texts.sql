-- ?1 user, ?2 real name, ?3 its fold, ?4 e-mail, ?5 its fold, ?6 notes
UPDATE users SET realname = ?2, realname_fold = ?3, email = ?4, email_fold = ?5, notes = ?6 WHERE id = ?1
