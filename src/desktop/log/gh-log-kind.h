/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "list/gh-list-kind.h"

G_BEGIN_DECLS

/** The administrator log, newest entry first; row ids are entry numbers. */
extern const GhListKind gh_log_kind;

G_END_DECLS
