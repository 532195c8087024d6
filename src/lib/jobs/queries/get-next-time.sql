-- ?1 now, ?2 seconds for which a restored user is spared, ?3 seconds after which it is looked for a first passcode, which no
-- date tells. When a Bypass ends, a user in the Trash is due, a restored one may be swept, or an app that was activated may
-- have been used; each by its index.
SELECT min (time) FROM (
  SELECT min (until) AS time FROM user_status WHERE until > ?1
  UNION ALL SELECT min (purge_at) FROM trash WHERE purge_at > ?1
  UNION ALL SELECT min (restored) + ?2 FROM user_status WHERE restored > ?1 - ?2
  UNION ALL SELECT ?1 + ?3 WHERE EXISTS (SELECT 1 FROM credentials INDEXED BY credentials_pending WHERE pending_until > ?1))
