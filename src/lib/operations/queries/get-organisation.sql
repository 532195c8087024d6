SELECT key, (SELECT value FROM settings WHERE key = 'name'), (SELECT value FROM settings WHERE key = 'timezone')
FROM organisation
