-- A deleted phone comes back without its credentials, and no edit of one brings an app back (O5)
UPDATE temp.back SET
  before = iif (after IS NULL, json_set (before, '$.activated', NULL), json_remove (before, '$.activated')),
  after = json_remove (after, '$.activated')
WHERE json_type (before, '$.activated') <> iif (after IS NULL, 'null', '')
