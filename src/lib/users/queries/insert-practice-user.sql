INSERT INTO users (id, key, username, username_fold, realname, realname_fold, email, email_fold, notes, created,
                   directory_id, external_id, last_sync, directory_disabled)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
