SELECT id, username_fold, realname_fold, email_fold FROM users ORDER BY id
