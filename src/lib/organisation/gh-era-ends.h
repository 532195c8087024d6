/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/** Counts, for a plan, the codes and links that a new era ends (O10). */
gboolean gh_era_ends_plan (GhRun   *run,
                           GError **error);

/** Begins a new era with the events file that there is, and names the organisation as the object of the entry. */
gboolean gh_era_ends_apply (GhRun   *run,
                            GError **error);

G_END_DECLS
