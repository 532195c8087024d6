-- ?1 an entry: whether a later entry changed more than the journal records, as filling and restoring do
SELECT EXISTS (SELECT 1 FROM log WHERE seq > ?1 AND operation GLOB 'organisation.*')
