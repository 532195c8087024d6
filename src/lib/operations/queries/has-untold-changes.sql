-- ?1 an entry: whether an entry after it changed more than the journal tells, as filling and restoring do
SELECT EXISTS (SELECT 1 FROM log WHERE seq > ?1 AND operation GLOB 'organisation.*')
