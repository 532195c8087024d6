-- ?1 a number, or number and extension as "+4722855050 x417"
WITH wanted (number, extension) AS (
  SELECT iif (instr (?1, ' x'), substr (?1, 1, instr (?1, ' x') - 1), ?1),
         iif (instr (?1, ' x'), substr (?1, instr (?1, ' x') + 2), '')
)
SELECT p.id FROM wanted CROSS JOIN phones AS p ON p.number = wanted.number AND p.extension = wanted.extension
WHERE p.number <> ''
