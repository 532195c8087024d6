-- How many users have a phone of `leaving_phones` whose app is activated
SELECT count (DISTINCT o.user_id)
FROM temp.leaving_phones AS l
CROSS JOIN phones AS p ON p.id = l.id
  AND (p.activated IS NOT NULL OR EXISTS (SELECT 1 FROM credentials WHERE device_kind = 'phone' AND device = p.id))
CROSS JOIN phone_owners AS o ON o.phone_id = p.id
