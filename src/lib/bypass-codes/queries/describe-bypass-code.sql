-- A code is shown by its owner: its digits are secret.
SELECT c.key, u.username FROM bypass_codes AS c JOIN users AS u ON u.id = c.user_id WHERE c.id = ?1
