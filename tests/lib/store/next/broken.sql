-- Loses what others refer to.

DELETE FROM groups;
