-- ?1 who, ?2 its end
UPDATE administrator_lockouts SET until = ?2 WHERE who = ?1
