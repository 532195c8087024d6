-- No row where the events file is not the one that the era began with
SELECT o.era FROM organisation AS o JOIN events.about AS a ON a.identity = o.events
