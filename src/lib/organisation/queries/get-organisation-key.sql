-- Of any version: the name and the time zone moved
SELECT key FROM organisation
