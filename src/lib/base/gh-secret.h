/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhSecret:
 *
 * Bytes that must not be left behind (K5): kept in memory of sodium_malloc(), which is not swapped where the system
 * permits that, lies between guard pages and in no core, and is wiped when the last reference goes. References may be
 * taken and given back by any thread; the bytes are written only by whoever made it, before it is shared.
 */
typedef struct _GhSecret GhSecret;

/** Returns: (transfer full): @length bytes of zero to fill in; 0 is allowed */
GhSecret *gh_secret_new (gsize length);

GhSecret *gh_secret_new_random (gsize length);

/** Returns: (transfer full): a copy of @data; wiping that is the caller's */
GhSecret *gh_secret_copy (gconstpointer data,
                          gsize         length);

/**
 * gh_secret_forget_copy:
 * @length: how many secret bytes memcpy() has copied, here or in a library
 *
 * Overwrites what that left in vector registers: the dynamic linker saves them on the stack when it next looks up a
 * function, and nobody would wipe them there. gh_secret_copy() has done so.
 */
void gh_secret_forget_copy (gsize length);

/**
 * gh_secret_get:
 * @self: a secret
 * @length: (out) (optional): how many bytes
 *
 * Returns: (transfer none): the bytes; after them there is always a zero, so that a text can be used as one
 */
guint8 *gh_secret_get (GhSecret *self,
                       gsize    *length);

/** Returns: whether both hold the same bytes; the time it takes tells nothing but their lengths */
gboolean gh_secret_equal (GhSecret *self,
                          GhSecret *other);

GhSecret *gh_secret_ref (GhSecret *self);
void      gh_secret_unref (GhSecret *self);

/** Returns: (transfer full) (element-type utf8 GhSecret): an empty set of secrets by name */
GHashTable *gh_secrets_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSecret, gh_secret_unref)

G_END_DECLS
