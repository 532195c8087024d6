SELECT max (id) FROM keys WHERE use = 'master' AND ended IS NULL
