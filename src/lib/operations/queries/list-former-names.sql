SELECT hash, time FROM former_names
