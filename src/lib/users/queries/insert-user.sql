-- ?1 key, ?2 username, ?3 its fold, ?4 real name, ?5 its fold, ?6 e-mail, ?7 its fold, ?8 notes, ?9 created
INSERT INTO users (key, username, username_fold, realname, realname_fold, email, email_fold, notes, created)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
