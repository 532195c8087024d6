UPDATE about SET last_attempt = last_attempt + 1 RETURNING last_attempt
