-- ?1 entry. An unlocking comes back only with a user who was gone (O5)
UPDATE user_status SET
  status = iif (json_type (b.before, '$.status') IS NULL, status, b.before ->> '$.status'),
  until = iif (json_type (b.before, '$.until') IS NULL, until, b.before ->> '$.until'),
  unlocked = iif (b.after IS NOT NULL OR json_type (b.before, '$.unlocked') IS NULL, unlocked, b.before ->> '$.unlocked'),
  unlocked_there = iif (b.after IS NOT NULL OR json_type (b.before, '$.unlocked_there') IS NULL, unlocked_there,
                        b.before ->> '$.unlocked_there'),
  restored = iif (json_type (b.before, '$.restored') IS NULL, restored, b.before ->> '$.restored'),
  last_op = ?1
FROM temp.back AS b
WHERE user_status.user_id = b.id AND b.before IS NOT NULL
