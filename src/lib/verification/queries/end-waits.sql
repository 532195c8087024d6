-- ?1 kind of device, ?2 entry; the credentials of the devices in `chunk`
UPDATE credentials SET pending_until = NULL, last_op = ?2
WHERE device_kind = ?1 AND device IN (SELECT id FROM temp.chunk)
