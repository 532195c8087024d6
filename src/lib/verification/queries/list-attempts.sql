-- In the order in which they were hashed; every column that is
SELECT id, time, user_id, name, application, way, purpose, actor, factor, result, reason, device, address, host, client
FROM attempts ORDER BY id
