-- ?1 who, ?2 attempt
DELETE FROM administrator_lockouts WHERE who = ?1 AND attempt = ?2
