-- ?1 unix seconds: as for forget-ladders.sql
DELETE FROM administrator_lockouts WHERE length (who) > 20 AND until < ?1
