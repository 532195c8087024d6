SELECT id, username_fold, realname_fold, email_fold, firstname_fold, lastname_fold FROM users WHERE id = ?1
