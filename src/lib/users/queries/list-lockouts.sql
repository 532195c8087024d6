-- Every lock-out, with the user's last unlocking
SELECT l.user_id, s.unlocked, l.time, l.until
FROM events.lockouts AS l CROSS JOIN user_status AS s ON s.user_id = l.user_id
