/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "list/gh-list-kind.h"

G_BEGIN_DECLS

/** All groups, kept in memory because they are few (G1). */
extern const GhListKind gh_groups_kind;

G_END_DECLS
