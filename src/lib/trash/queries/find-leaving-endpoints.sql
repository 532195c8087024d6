-- Endpoints that nobody outside this deletion holds, the Trash included (T4)
SELECT DISTINCT o.endpoint_id FROM temp.leaving CROSS JOIN endpoint_owners AS o ON o.user_id = leaving.id
WHERE NOT EXISTS (SELECT 1 FROM endpoint_owners AS other
                  WHERE other.endpoint_id = o.endpoint_id AND other.user_id NOT IN (SELECT id FROM temp.leaving))
ORDER BY o.endpoint_id
