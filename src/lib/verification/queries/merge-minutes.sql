-- Before the attempts: where the backup has more of them, the newest of ours may have grown there
INSERT OR REPLACE INTO minutes SELECT * FROM backup.minutes
WHERE number >= (SELECT coalesce (max (number), 0) FROM minutes) AND
      (SELECT coalesce (max (id), 0) FROM backup.attempts) > (SELECT coalesce (max (id), 0) FROM attempts)
