/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-record-kind.h"
#include "phones/gh-phone-facts.h"
#include "store/gh-inserter.h"

G_BEGIN_DECLS

/** The records of phones in the journal. Their holders are in the users' records. */
#define GH_PHONE_KIND "phone"

extern const GhRecordKind gh_record_kind_phone;

/**
 * gh_phone_find_holder:
 * @run: a run
 * @number: a number in E.164
 * @extension: its extension, or empty
 * @phone_id: (out): row id of the phone that has them; 0: none
 * @holder: (out) (transfer full): "“+47 22 85 50 50 ext. 417” is a phone of Åsa Bergström", %NULL if there is none
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up
 */
gboolean gh_phone_find_holder (GhRun       *run,
                               const char  *number,
                               const char  *extension,
                               gint64      *phone_id,
                               char       **holder,
                               GError     **error);

/**
 * gh_phone_inserter_new:
 * @connection: a writing connection
 *
 * Returns: (transfer full): an inserter of new phones, which the caller journals, as "isssssi": row id, key, number
 *   (E.164), extension, type, platform, entry
 */
GhInserter *gh_phone_inserter_new (GhConnection *connection);

G_END_DECLS
