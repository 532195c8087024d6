-- The era now, in hexadecimal; no row where the events file is not the one that it began with
SELECT lower (hex (o.era)) FROM organisation AS o JOIN about AS a ON a.identity = o.events
