UPDATE users SET
  username = iif (json_type (b.before, '$.username') IS NULL, username, b.before ->> '$.username'),
  username_fold = iif (json_type (b.before, '$.username') IS NULL, username_fold,
                       gh_search_fold (b.before ->> '$.username')),
  realname = iif (json_type (b.before, '$.realname') IS NULL, realname, b.before ->> '$.realname'),
  realname_fold = iif (json_type (b.before, '$.realname') IS NULL, realname_fold,
                       gh_search_fold (b.before ->> '$.realname')),
  firstname = iif (json_type (b.before, '$.firstname') IS NULL, firstname, b.before ->> '$.firstname'),
  firstname_fold = iif (json_type (b.before, '$.firstname') IS NULL, firstname_fold,
                        gh_search_fold (b.before ->> '$.firstname')),
  lastname = iif (json_type (b.before, '$.lastname') IS NULL, lastname, b.before ->> '$.lastname'),
  lastname_fold = iif (json_type (b.before, '$.lastname') IS NULL, lastname_fold,
                       gh_search_fold (b.before ->> '$.lastname')),
  email = iif (json_type (b.before, '$.email') IS NULL, email, b.before ->> '$.email'),
  email_fold = iif (json_type (b.before, '$.email') IS NULL, email_fold, gh_search_fold (b.before ->> '$.email')),
  notes = iif (json_type (b.before, '$.notes') IS NULL, notes, b.before ->> '$.notes'),
  directory_id = iif (json_type (b.before, '$.directory') IS NULL, directory_id, b.before ->> '$.directory'),
  external_id = iif (json_type (b.before, '$.external_id') IS NULL, external_id, b.before ->> '$.external_id'),
  last_sync = iif (json_type (b.before, '$.last_sync') IS NULL, last_sync, b.before ->> '$.last_sync'),
  directory_disabled = iif (json_type (b.before, '$.directory_disabled') IS NULL, directory_disabled,
                            b.before ->> '$.directory_disabled')
FROM temp.back AS b
WHERE users.id = b.id AND (instr (b.before, '"username":') OR instr (b.before, '"realname":')
  OR instr (b.before, '"firstname":') OR instr (b.before, '"lastname":') OR instr (b.before, '"email":')
  OR instr (b.before, '"notes":') OR instr (b.before, '"directory":') OR instr (b.before, '"external_id":')
  OR instr (b.before, '"last_sync":') OR instr (b.before, '"directory_disabled":'))
