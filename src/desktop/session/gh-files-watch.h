/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * GhFilesWatch:
 *
 * Checks on a worker, once a second and on every file event, whether an organisation's files are still those that were
 * opened, and tells when they may have been written. Belongs to the main loop.
 */
typedef struct _GhFilesWatch GhFilesWatch;

/**
 * GhFilesLostFunc:
 * @error: what happened to them
 * @data: what was given
 */
typedef void (*GhFilesLostFunc) (const GError *error,
                                 gpointer      data);

/**
 * gh_files_watch_new:
 * @store: whose files
 * @lost: called on the main loop when they are not; checking then stops until gh_files_watch_resume(). Called once with
 *   %GH_ERROR_NEWER when they can only be read any more.
 * @written: called after writing, where that can be seen; what it returns is ignored
 * @data: for both
 *
 * Returns: (transfer full): a watch
 */
GhFilesWatch *gh_files_watch_new (GhStore         *store,
                                  GhFilesLostFunc  lost,
                                  GSourceFunc      written,
                                  gpointer         data);

/**
 * gh_files_watch_ask:
 * @self: a watch
 *
 * Checks now, after an unexpected failure.
 */
void gh_files_watch_ask (GhFilesWatch *self);

void gh_files_watch_resume (GhFilesWatch *self);

/**
 * gh_files_watch_stop:
 * @self: (transfer full): a watch, which no longer calls its functions
 */
void gh_files_watch_stop (GhFilesWatch *self);

G_END_DECLS
