INSERT INTO bypass_uses SELECT * FROM backup.bypass_uses WHERE true
ON CONFLICT (code) DO UPDATE SET
  uses = max (uses, excluded.uses), used = max (coalesce (used, 0), coalesce (excluded.used, 0)),
  guesses = max (guesses, excluded.guesses), ended = coalesce (ended, excluded.ended)
