-- ?1 entry to undo. Leaves in `undo` the records whose last standing operation it is (J3): starts at each one's last
-- entry and, while that is an undo, moves on to what touched the record before the row it undid. Each step leads to an
-- earlier entry; anything else in the file ends the walk.
WITH RECURSIVE walk (kind, id, op) AS (
  SELECT kind, id, last FROM temp.undo WHERE last > ?1
  UNION ALL
  SELECT walk.kind, walk.id, undone.prev
  FROM walk CROSS JOIN log AS entry ON entry.seq = walk.op
    CROSS JOIN journal AS undone ON undone.op = entry.undoes AND undone.kind = walk.kind AND undone.id = walk.id
  WHERE walk.op > ?1 AND undone.op < walk.op AND undone.prev < undone.op
)
DELETE FROM temp.undo
WHERE last <> ?1 AND (kind, id) NOT IN (SELECT kind, id FROM walk WHERE op = ?1)
