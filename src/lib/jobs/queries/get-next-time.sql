-- ?1 now, ?2 seconds for which a restored user is spared. When a Bypass ends, a user in the Trash is due, or a restored
-- one may be swept; each by its index.
SELECT min (time) FROM (
  SELECT min (until) AS time FROM user_status WHERE until > ?1
  UNION ALL SELECT min (purge_at) FROM trash WHERE purge_at > ?1
  UNION ALL SELECT min (restored) + ?2 FROM user_status WHERE restored > ?1 - ?2)
