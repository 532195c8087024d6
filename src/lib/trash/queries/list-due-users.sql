-- ?1 now
SELECT user_id FROM trash WHERE purge_at <= ?1 ORDER BY user_id
