-- ?1 phone, ?2 number, ?3 extension, ?4 name, ?5 type, ?6 platform, ?7 whether its app ends, ?8 entry
UPDATE phones SET
  number = ?2, extension = ?3, name = ?4, type = ?5, platform = ?6, activated = iif (?7, NULL, activated), last_op = ?8
WHERE id = ?1
