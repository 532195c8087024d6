/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real gnome-keyring on a bus of its own, with a folder of its own. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  char        *folder;
  GSubprocess *daemon;  /* nullable */
} GhTestKeyring;

/** Sets the address of a bus on which nothing can be started; the same for the whole program. */
void gh_test_keyring_begin_bus (void);
void gh_test_keyring_end_bus (void);

GhTestKeyring *gh_test_keyring_new (void);
void           gh_test_keyring_free (GhTestKeyring *self);

/** Returns when it answers on the bus. */
void gh_test_keyring_start (GhTestKeyring *self,
                            gboolean       unlocked);

/** Stops it in its tracks, until SIGCONT: returns when it answers nothing any more. */
void gh_test_keyring_pause (GhTestKeyring *self);

/** Returns when it has left the bus. */
void gh_test_keyring_stop (GhTestKeyring *self);

G_END_DECLS
