-- ?1 user, ?2 real name, ?3 its fold, ?4 e-mail, ?5 its fold, ?6 notes, ?7 first name, ?8 its fold, ?9 last name, ?10 its
-- fold
UPDATE users SET realname = ?2, realname_fold = ?3, email = ?4, email_fold = ?5, notes = ?6,
                 firstname = ?7, firstname_fold = ?8, lastname = ?9, lastname_fold = ?10
WHERE id = ?1
