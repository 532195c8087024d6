-- ?1 user; the codes of another era are over (O10)
SELECT key, created, created_by, expires, uses FROM bypass_codes
WHERE user_id = ?1 AND era = (SELECT o.era FROM organisation AS o JOIN events.about AS a ON a.identity = o.events)
ORDER BY created DESC, id DESC
