-- As the triggers do
DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000
