/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-organisation.h"

#include "keys/gh-keys.h"

G_BEGIN_DECLS

/* The bytes of such a key. */
GhSecret *gh_test_make_master (gint64 number);

/* Makes the organisation's next key, in an entry of its own, and opens it. Its bytes depend on its number alone. */
void gh_test_make_key (GhTestOrganisation *org);

/* Opens such a key again, after gh_test_reopen(). */
void gh_test_open_key (GhTestOrganisation *org,
                       gint64              number);

/* The public half of its log key. */
void gh_test_get_public (gint64 number,
                         guint8 public_key[GH_PUBLIC_BYTES]);

/* Changes the file as anybody can who may write it: with SQLite alone. Opens it again, without keys. */
void gh_test_tamper (GhTestOrganisation *org,
                     const char         *sql);

/* Gives entries @first to @last the correct hashes, as anybody can compute them without a key. */
void gh_test_rehash (GhTestOrganisation *org,
                     gint64              first,
                     gint64              last);

/* Signs all entries with a fresh key in the place of key 1, and takes away the checkpoints. */
void gh_test_sign_anew (GhTestOrganisation *org);

G_END_DECLS
