-- ?1 user, ?2 number, ?3 extension: whether the user has that phone
SELECT EXISTS (
  SELECT 1 FROM phones AS p JOIN phone_owners AS o ON o.phone_id = p.id AND o.user_id = ?1
  WHERE p.number = ?2 AND p.extension = ?3 AND p.number <> ''
)
