/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Characters of an object's key: a prefix of two letters, then 18 of A–Z and 0–9. */
#define GH_ID_LENGTH 20

/** Random bytes that make a key. */
#define GH_ID_BYTES 16

#define GH_ID_ORGANISATION "DA"
#define GH_ID_USER         "DU"
#define GH_ID_PHONE        "DP"
#define GH_ID_GROUP        "DG"
#define GH_ID_TOKEN        "DH"
#define GH_ID_ENDPOINT     "EP"
#define GH_ID_BYPASS_CODE  "DB"
#define GH_ID_DIRECTORY    "DS"
#define GH_ID_KEY          "DK"
#define GH_ID_CREDENTIAL   "DC"
#define GH_ID_SMS_BATCH    "DM"
#define GH_ID_ADMINISTRATOR "DE"
#define GH_ID_ADMINISTRATOR_CREDENTIAL "DV"

/** Returns: (transfer full): a new key with one of the prefixes above, from the system's random source */
char *gh_id_new (const char *prefix);

/**
 * gh_id_write:
 * @prefix: one of the prefixes above
 * @random: the random bytes, which determine the key
 * @id: (out caller-allocates): the key, NUL-terminated
 */
void gh_id_write (const char   *prefix,
                  const guint8  random[GH_ID_BYTES],
                  char          id[GH_ID_LENGTH + 1]);

/** Returns: whether @id has the form of a key */
gboolean gh_id_is_valid (const char *id);

G_END_DECLS
