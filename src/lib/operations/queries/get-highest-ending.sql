-- Numbers above what a double holds exactly were given by no program
SELECT coalesce (max (id), 0) FROM endings WHERE id < 9007199254740992
