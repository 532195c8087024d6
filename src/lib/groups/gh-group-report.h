/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "groups/gh-group-query.h"
#include "reports/gh-export.h"

G_BEGIN_DECLS

/** Groups with their member counts (R1, R13). */
extern const GhReportKind gh_report_of_groups;

G_END_DECLS
