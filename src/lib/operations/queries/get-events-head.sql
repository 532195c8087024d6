-- Which events file this is, and how far it has come
SELECT identity, last_attempt FROM events.about
