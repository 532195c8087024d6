-- ?1 kind of device: the credentials of the devices in `chunk`, which wait for no passcode any more
SELECT c.id, c.last_op, json_object ('pending_until', c.pending_until), json_object ('pending_until', NULL)
FROM temp.chunk CROSS JOIN credentials AS c ON c.device_kind = ?1 AND c.device = chunk.id
ORDER BY c.id
