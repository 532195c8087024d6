-- The latest moment seen (X)
SELECT latest FROM events.about
