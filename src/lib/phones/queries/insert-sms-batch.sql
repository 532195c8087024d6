-- ?1 key, ?2 phone, ?3 now, ?4 its end, ?5 how many passcodes, ?6 number of the key, ?7 entry
INSERT INTO sms_batches (key, phone_id, made, expires, codes, key_number, era, last_op)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, era, ?7 FROM organisation
