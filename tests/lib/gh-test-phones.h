/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-organisation.h"

G_BEGIN_DECLS

#define NUMBER(number) gh_target_new_for_name (number)
#define USER(name)     gh_target_new_for_name (name)

#define PIXEL "+4791234567"
#define DESK  "+4722855050 x417"
#define CARLS "+4722855052"

/* "anna:+47…,+47… bert:…", by row id. */
#define OWNED \
  "SELECT coalesce (group_concat (line, ' '), '') FROM (SELECT username || ':' || group_concat (label) AS line FROM (" \
  "SELECT u.id, u.username, CASE WHEN p.number = '' THEN p.name ELSE p.number || p.extension END AS label" \
  " FROM users AS u JOIN phone_owners AS o ON o.user_id = u.id JOIN phones AS p ON p.id = o.phone_id" \
  " ORDER BY u.id, p.id) GROUP BY id ORDER BY id)"

#define PHONE(id) \
  "SELECT number || ' ' || extension || '/' || name || '/' || type || '/' || platform || '/' ||" \
  " coalesce (activated, 'no') FROM phones WHERE id = " #id

/* anna 1 has PIXEL and DESK, bert 2 has DESK, carl 3 is in the Trash with CARLS, dora 4 is of a directory; phones 1
 * PIXEL, 2 DESK, 3 a tablet that nobody has, 4 CARLS; entries 2 to 11. */
GhTestOrganisation *gh_test_phones_new (void);

/* What an activation will have done. */
void gh_test_activate_phone (GhTestOrganisation *org,
                             int                 id);

/* Asserts that the journal's histories and the log are whole, and every record is as the journal says (L10). */
void gh_test_assert_phones_whole (GhTestOrganisation *org);

GhTarget *gh_test_two_ids (gint64 first,
                           gint64 second);

/* Undoes @entry, which puts back @changed records. Returns the undo's entry. */
gint64 gh_test_undo_entry (GhTestOrganisation *org,
                           gint64              entry,
                           gint64              changed);

/* What else happens, by its code; NULL: nothing. */
const GhConsequence *gh_test_find_also (const GhResult *result,
                                        const char     *code);

gint64 gh_test_count_also (const GhResult *result,
                           const char     *code);

G_END_DECLS
