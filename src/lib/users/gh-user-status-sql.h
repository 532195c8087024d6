/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The effective status (S5) in SQL, in the order of gh_user_status(), which a test checks. Over users u,
 * user_status s, trash t, lockouts l; ?1 is now. */
#define GH_USER_LOCKED_SQL \
  "(l.number IS NOT NULL AND l.number IS NOT s.unlocked AND (l.until IS NULL OR l.until > ?1))"

#define GH_USER_IN_GROUP_SQL(status) \
  "EXISTS (SELECT 1 FROM memberships AS m JOIN groups AS g ON g.id = m.group_id" \
  " WHERE m.user_id = u.id AND g.status = " status ")"

#define GH_USER_STATUS_SQL \
  "CASE WHEN t.user_id IS NOT NULL THEN 4" \
  " WHEN s.status = 2 THEN 2" \
  " WHEN " GH_USER_LOCKED_SQL " THEN 3" \
  " WHEN " GH_USER_IN_GROUP_SQL ("2") " THEN 2" \
  " WHEN s.status = 1 AND (s.until IS NULL OR s.until > ?1) THEN 1" \
  " WHEN " GH_USER_IN_GROUP_SQL ("1") " THEN 1" \
  " ELSE 0 END"
