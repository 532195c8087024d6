-- Every key that may have signed entries, in the order in which one introduces the next; the last: whether it is a
-- master key that none has followed
SELECT id, public, introduced_by, introduction, use = 'service',
       use = 'master' AND id = (SELECT max (id) FROM keys WHERE use = 'master')
FROM keys ORDER BY id
