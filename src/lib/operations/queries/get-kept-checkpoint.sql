-- ?1 entry; what a checkpoint of it says, and whether a later one says what the log does not (L7)
SELECT checkpoint.hash, checkpoint.key_number, checkpoint.public,
       EXISTS (SELECT 1 FROM checkpoints AS later LEFT JOIN log ON log.seq = later.entry
               WHERE later.entry > ?1 AND log.hash IS NOT later.hash)
FROM checkpoints AS checkpoint WHERE checkpoint.entry = ?1
