-- ?1 JSON of a record, ?2 its kind: without the fields that a later migration added and that have what it gave them (J1)
SELECT json_remove (?1, iif (?2 = 'user' AND json_extract (?1, '$.firstname') = '', '$.firstname', '$.none'),
                    iif (?2 = 'user' AND json_extract (?1, '$.lastname') = '', '$.lastname', '$.none'),
                    iif (?2 = 'user' AND json_type (?1, '$.unlocked_there') = 'null', '$.unlocked_there', '$.none'),
                    iif (?2 = 'bypass-code' AND json_type (?1, '$.ended') = 'null', '$.ended', '$.none'),
                    iif (?2 = 'group' AND json_type (?1, '$.external_id') = 'null', '$.external_id', '$.none'))
