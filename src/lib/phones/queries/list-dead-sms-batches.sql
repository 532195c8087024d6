-- ?1 some days ago: those that were over then, or are of another era
SELECT id FROM sms_batches WHERE expires <= ?1 OR era <> (SELECT era FROM organisation) ORDER BY id
