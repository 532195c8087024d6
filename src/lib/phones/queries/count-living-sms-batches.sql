-- ?1 now: those that are good; those of another era are not (O10)
SELECT count (*) FROM sms_batches
WHERE (expires IS NULL OR expires > ?1)
  AND era = (SELECT o.era FROM organisation AS o JOIN events.about AS a ON a.identity = o.events)
