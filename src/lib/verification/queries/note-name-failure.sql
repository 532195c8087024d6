-- ?1 the hash of a name that is nobody's, ?2 attempt
INSERT INTO name_failures (name, failures, attempt) VALUES (?1, 1, ?2)
ON CONFLICT (name) DO UPDATE SET failures = failures + 1, attempt = ?2
