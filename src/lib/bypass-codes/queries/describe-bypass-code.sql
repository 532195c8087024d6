-- A code is known by whose it is: its digits are a secret.
SELECT c.key, u.username FROM bypass_codes AS c JOIN users AS u ON u.id = c.user_id WHERE c.id = ?1
