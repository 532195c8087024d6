SELECT key, name, time_zone FROM organisation
