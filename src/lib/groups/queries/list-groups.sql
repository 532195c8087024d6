-- All groups by name (Q7), with their members outside the Trash; those in the Trash are few, so they are taken off
SELECT g.id, g.key, g.name, g.description, g.status, coalesce (d.name, ''),
       (SELECT count (*) FROM memberships WHERE group_id = g.id) - coalesce (trashed.n, 0), g.directory_id
FROM groups AS g
LEFT JOIN directories AS d ON d.id = g.directory_id
LEFT JOIN (SELECT m.group_id, count (*) AS n FROM trash AS t JOIN memberships AS m ON m.user_id = t.user_id
           GROUP BY m.group_id) AS trashed ON trashed.group_id = g.id
ORDER BY g.name_fold, g.name, g.id
