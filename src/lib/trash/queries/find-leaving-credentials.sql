-- What is in the phones that nobody outside this deletion holds
SELECT c.id FROM temp.leaving CROSS JOIN phone_owners AS o ON o.user_id = leaving.id
  CROSS JOIN credentials AS c ON c.device_kind = 'phone' AND c.device = o.phone_id
WHERE NOT EXISTS (SELECT 1 FROM phone_owners AS other
                  WHERE other.phone_id = o.phone_id AND other.user_id NOT IN (SELECT id FROM temp.leaving))
GROUP BY c.id ORDER BY c.id
