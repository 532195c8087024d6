-- ?1 phone, ?2 the beginning of today: when its newest was made, and how many it has got today
SELECT max (made), count (*) FILTER (WHERE made >= ?2) FROM past_sms_batches WHERE phone_id = ?1
