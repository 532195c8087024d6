SELECT until, coalesce (swept, 0) FROM lease
