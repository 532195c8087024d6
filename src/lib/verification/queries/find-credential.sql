-- ?1 kind of device, ?2 the device
SELECT id FROM credentials WHERE device_kind = ?1 AND device = ?2
