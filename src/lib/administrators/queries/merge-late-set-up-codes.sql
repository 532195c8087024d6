INSERT OR IGNORE INTO late_set_up_codes SELECT * FROM backup.late_set_up_codes
