-- ?1 batch, ?2 phone, ?3 now
INSERT INTO past_sms_batches (key, phone_id, made) VALUES (?1, ?2, ?3)
