DELETE FROM temp.chunk
