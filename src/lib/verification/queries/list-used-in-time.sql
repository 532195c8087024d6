-- ?1 kind of device: the devices whose credential still waits here for its first passcode, though one was accepted in time
-- (P2). What was seen to be too late, or has ended, stays so. Most that wait have not been used, which is looked at first.
WITH used (device, key) AS MATERIALIZED (
  SELECT c.device, c.key
  FROM credentials AS c INDEXED BY credentials_pending CROSS JOIN seeds AS u ON u.seed = c.seed
  WHERE c.pending_until IS NOT NULL AND c.device_kind = ?1 AND u.first < c.pending_until
)
SELECT device FROM used
WHERE NOT EXISTS (SELECT 1 FROM late_credentials WHERE credential = used.key)
  AND NOT EXISTS (SELECT 1 FROM endings WHERE kind = 'credential' AND key = used.key)
ORDER BY device
