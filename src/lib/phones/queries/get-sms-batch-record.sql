-- ?1 row id; JSON of the whole record (J1)
SELECT json_object ('key', r.key, 'phone', r.phone_id, 'made', r.made, 'expires', r.expires, 'codes', r.codes,
                    'key_number', r.key_number, 'era', lower (hex (r.era)))
FROM sms_batches AS r WHERE r.id = ?1
