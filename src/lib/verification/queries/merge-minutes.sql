-- Before the attempts: where the backup has more of them, the newest of ours may have grown there; of a file that was lost
-- all come back
INSERT OR REPLACE INTO minutes SELECT * FROM backup.minutes
WHERE number < (SELECT min (number) FROM minutes) OR
      number >= (SELECT coalesce (max (number), 0) FROM minutes) AND
      (SELECT coalesce (max (id), 0) FROM backup.attempts) > (SELECT coalesce (max (id), 0) FROM attempts)
