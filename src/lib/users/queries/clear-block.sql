DELETE FROM temp.block
