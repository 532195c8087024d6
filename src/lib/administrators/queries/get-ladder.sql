-- ?1 who, ?2 ladder
SELECT failures, next, attempt FROM ladders WHERE who = ?1 AND ladder = ?2
