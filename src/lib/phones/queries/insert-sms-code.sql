-- ?1 batch, ?2 number, ?3 the hash that finds it
INSERT INTO sms_codes (batch, number, lookup) VALUES (?1, ?2, ?3)
