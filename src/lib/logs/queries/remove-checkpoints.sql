-- ?1 the last entry that retention removes: the checkpoint of that very entry stays
DELETE FROM checkpoints WHERE entry < ?1
