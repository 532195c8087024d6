-- ?1 JSON of a setting
SELECT json_extract (?1, '$.key'), json_extract (?1, '$.value')
