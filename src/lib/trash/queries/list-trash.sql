SELECT user_id, origin, sent, purge_at, sent_by FROM trash ORDER BY user_id
