-- ?1 administrator, ?2 name, ?3 e-mail address, ?4 role, ?5 disabled, ?6 the lock-out that was ended, ?7 entry
UPDATE administrators SET name = ?2, name_fold = gh_search_fold (?2), email = ?3, email_key = gh_name_key (?3), role = ?4,
                          disabled = ?5, unlocked = ?6, last_op = ?7
WHERE id = ?1
