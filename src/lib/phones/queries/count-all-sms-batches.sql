-- ?1 the beginning of today
SELECT count (*) FROM past_sms_batches WHERE made >= ?1
