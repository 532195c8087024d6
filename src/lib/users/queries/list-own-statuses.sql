-- Users whose own status is not Active
SELECT user_id, status, until FROM user_status WHERE status <> 0
