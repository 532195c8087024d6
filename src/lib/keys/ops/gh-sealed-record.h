/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/** The records of sealed values in the journal, which keeps only the hash of their bytes (J1). */
#define GH_SEALED_KIND "sealed"

/**
 * gh_sealed_plan:
 * @run: a run in its plan, which will seal something
 * @error: (out): where to put the error
 *
 * Refuses it where the organisation has no key, or the key is not open, which a rehearsal does not need.
 *
 * Returns: %TRUE if it could be checked
 */
gboolean gh_sealed_plan (GhRun   *run,
                         GError **error);

/**
 * gh_sealed_put:
 * @run: a run being applied
 * @kind: the kind of record that it belongs to
 * @record: that record's row id
 * @purpose: what it is, as gh_seal_find_use() knows it
 * @value: the value
 * @error: (out): %GH_ERROR_REFUSED: the newest key is not open
 *
 * Seals a value under the newest key and writes it, in the place of the one that the record has for that purpose.
 *
 * Returns: %TRUE if it is written and journaled
 */
gboolean gh_sealed_put (GhRun       *run,
                        const char  *kind,
                        gint64       record,
                        const char  *purpose,
                        GhSecret    *value,
                        GError     **error);

/**
 * gh_sealed_get:
 * @store: an organisation
 * @connection: any connection to it
 * @kind: the kind of record that it belongs to
 * @record: that record's row id
 * @purpose: what it is
 * @value: (out) (transfer full) (nullable): the value; %NULL: there is none
 * @error: (out): %GH_ERROR_REFUSED: its key is not open; %GH_ERROR_DAMAGED: it does not open
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_sealed_get (GhStore       *store,
                        GhConnection  *connection,
                        const char    *kind,
                        gint64         record,
                        const char    *purpose,
                        GhSecret     **value,
                        GError       **error);

/** Removes and journals all that a record has sealed, as is done before the record itself goes. */
gboolean gh_sealed_delete (GhRun       *run,
                           const char  *kind,
                           gint64       record,
                           GError     **error);

/** Room for what gh_sealed_write_fields() writes. */
#define GH_SEALED_FIELDS_BYTES 128

/** Writes what the journal keeps of a sealed value that changes, as JSON. */
void gh_sealed_write_fields (char           json[GH_SEALED_FIELDS_BYTES],
                             gint64         key_number,
                             gconstpointer  sealed,
                             gsize          length);

G_END_DECLS
