-- In chain order; every column that J2 hashes, and who signed it
SELECT seq, time, actor_kind, actor_id, way, operation, undoes, object_kind, object_id, result,
       changed, skipped, journal_rows, journal_hash, salt, payload, hash, key_number, signature
FROM log ORDER BY seq
