-- The identity of `backup` is the one that the directory that comes with it knows.
UPDATE about SET identity = b.identity, began = max (about.began, b.began),
                 last_attempt = max (about.last_attempt, b.last_attempt), latest = max (about.latest, b.latest)
FROM backup.about AS b
