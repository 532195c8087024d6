-- The newest entry that touched any record
SELECT max (op) FROM (
  SELECT max (last_op) AS op FROM user_status
  UNION ALL SELECT max (last_op) FROM groups
  UNION ALL SELECT max (last_op) FROM phones
  UNION ALL SELECT max (last_op) FROM tokens
  UNION ALL SELECT max (last_op) FROM bypass_codes
  UNION ALL SELECT max (last_op) FROM credentials
  UNION ALL SELECT max (last_op) FROM sms_batches
  UNION ALL SELECT max (last_op) FROM administrators
  UNION ALL SELECT max (last_op) FROM administrator_credentials
  UNION ALL SELECT max (last_op) FROM directories)
