SELECT count (*) FROM enrolments
WHERE user_id IN (SELECT id FROM temp.leaving)
  AND era = (SELECT o.era FROM organisation AS o JOIN events.about AS a ON a.identity = o.events)
