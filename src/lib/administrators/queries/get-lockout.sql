-- ?1 who
SELECT number, until, attempt FROM administrator_lockouts WHERE who = ?1
