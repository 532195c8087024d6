-- ?1 entry; the phones of `chunk`
UPDATE phones SET last_op = ?1, activated = (
  SELECT u.first FROM credentials AS c CROSS JOIN seeds AS u ON u.seed = c.seed
  WHERE c.device_kind = 'phone' AND c.device = phones.id)
WHERE id IN (SELECT id FROM temp.chunk)
