/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "logs/gh-log-query.h"
#include "reports/gh-export.h"

G_BEGIN_DECLS

/** The most records per entry whose old and new values go into JSON (C2). */
#define GH_LOG_MAX_RECORDS 100

/** The columns of C2, in constant memory; JSON adds old and new values and the payload. */
extern const GhReportKind gh_report_of_log;

G_END_DECLS
