/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/gh-export.h"

G_BEGIN_DECLS

/** Administrators (R1, R13). */
extern const GhReportKind gh_report_of_administrators;

G_END_DECLS
