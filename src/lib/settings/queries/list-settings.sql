-- One row without a setting where an organisation has lost them all
SELECT s.key, s.value, typeof (s.value) FROM organisation LEFT JOIN settings AS s
