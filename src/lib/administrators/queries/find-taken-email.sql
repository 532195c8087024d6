-- ?1 administrator, ?2 e-mail address: whether another has it
SELECT EXISTS (SELECT 1 FROM administrators WHERE id <> ?1 AND email_key = gh_name_key (?2))
