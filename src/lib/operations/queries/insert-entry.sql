INSERT INTO log (seq, time, actor_kind, actor_id, way, operation, undoes, object_kind, object_id, result,
                 changed, skipped, payload, journal_rows, journal_hash, salt, hash, key_number, signature)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
