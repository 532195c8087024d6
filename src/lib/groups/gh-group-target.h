/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/** Groups, by name in any case, key or row id. No operation finds them by query. */
extern const GhTargetKind gh_target_groups;

G_END_DECLS
