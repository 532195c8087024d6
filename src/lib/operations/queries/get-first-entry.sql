SELECT min (seq) FROM log
