-- ?1 batch, ?2 number, ?3 now
INSERT INTO sms_uses (batch, number, used) VALUES (?1, ?2, ?3)
