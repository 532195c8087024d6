/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * gh_resync:
 * @run: a run being applied
 * @device_kind: the kind of record: token
 * @device: its row id
 * @typed: passcodes in a row, as somebody typed them
 * @error: (out): %GH_ERROR_REFUSED: there are not as many as it takes, or they were not found, with how far it looked
 *
 * Finds out how far a credential has been used (H1), and writes that to the events file at once.
 *
 * Returns: %TRUE if they were found, and are used up
 */
gboolean gh_resync (GhRun       *run,
                    const char  *device_kind,
                    gint64       device,
                    GhSecret    *typed,
                    GError     **error);

G_END_DECLS
