-- ?1 who, ?2 ladder
DELETE FROM ladders WHERE who = ?1 AND ladder = ?2
