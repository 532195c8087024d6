-- ?1 user, ?2 application, ?3 its name, ?4 now, ?5 its end, ?6 attempt, ?7 the attempt up to which failures there are forgiven
INSERT INTO application_lockouts (user_id, application, name, time, until, attempt, forgiven)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (user_id, application) DO UPDATE SET
  name = ?3, time = ?4, until = ?5, number = excluded.number, attempt = ?6, forgiven = ?7
