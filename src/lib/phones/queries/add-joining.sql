-- ?1 user, ?2 phone
INSERT INTO temp.joining (user_id, phone_id) VALUES (?1, ?2)
