-- Phones that nobody outside this deletion holds, the Trash included (T4)
SELECT DISTINCT o.phone_id FROM temp.leaving CROSS JOIN phone_owners AS o ON o.user_id = leaving.id
WHERE NOT EXISTS (SELECT 1 FROM phone_owners AS other
                  WHERE other.phone_id = o.phone_id AND other.user_id NOT IN (SELECT id FROM temp.leaving))
ORDER BY o.phone_id
