SELECT id, username_fold, realname_fold, email_fold FROM users WHERE id = ?1
