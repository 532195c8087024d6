-- Whether nothing was ever created here: ids then begin at 1, as the practice events expect (Y3).
SELECT NOT EXISTS (SELECT 1 FROM users) AND NOT EXISTS (SELECT 1 FROM groups)
   AND NOT EXISTS (SELECT 1 FROM phones) AND NOT EXISTS (SELECT 1 FROM directories)
   AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE seq > 0 AND name <> 'keys')
