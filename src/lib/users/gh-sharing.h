/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * GhSharedDevice:
 * @GH_SHARED_PHONE: a phone whose app is activated, or that has SMS passcodes
 * @GH_SHARED_TOKEN: a hardware token with a secret
 *
 * What lets in everybody who has it.
 */
typedef enum {
  GH_SHARED_PHONE,
  GH_SHARED_TOKEN,

  GH_N_SHARED_DEVICES
} GhSharedDevice;

/**
 * GhSharing:
 *
 * Who will share an authenticator with somebody else, because a device gets one more owner, or had another while it had this
 * app, be it by hand, by an import or by an undo (P1).
 */
typedef struct _GhSharing GhSharing;

GhSharing *gh_sharing_new  (void);
void       gh_sharing_free (GhSharing *self);

/**
 * gh_sharing_add:
 * @self: those of a run
 * @run: that run, in its plan
 * @username: who gets the device
 * @device: what it is
 * @id: its row id
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if the others who have it could be looked up
 */
gboolean gh_sharing_add (GhSharing       *self,
                         GhRun           *run,
                         const char      *username,
                         GhSharedDevice   device,
                         gint64           id,
                         GError         **error);

/** The same for all rows of @select: a username and a row id. */
gboolean gh_sharing_add_all (GhSharing       *self,
                             GhRun           *run,
                             GhSharedDevice   device,
                             GhStatement     *select,
                             GError         **error);

/** Says it in the result and in the entry's facts; nothing if there is nobody. */
void gh_sharing_say (const GhSharing *self,
                     GhRun           *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSharing, gh_sharing_free)

G_END_DECLS
