-- ?1 user, ?2 now, ?3 its end, ?4 attempt, ?5 the attempt up to which failures are forgiven
INSERT INTO lockouts (user_id, time, until, reason, attempt, forgiven) VALUES (?1, ?2, ?3, 'Failed Attempts', ?4, ?5)
ON CONFLICT (user_id) DO UPDATE SET
  time = ?2, until = ?3, reason = excluded.reason, number = excluded.number, attempt = ?4, forgiven = ?5
