-- ?1 code, ?2 the actor, as the log names it
SELECT maker = ?2 FROM bypass_codes WHERE id = ?1
