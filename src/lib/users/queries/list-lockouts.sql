-- Every lock-out, with the one that was ended last
SELECT l.user_id, s.unlocked, l.number, l.until
FROM events.lockouts AS l CROSS JOIN user_status AS s ON s.user_id = l.user_id
