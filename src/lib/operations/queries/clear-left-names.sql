DELETE FROM left_names
