/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/gh-export.h"

G_BEGIN_DECLS

/** What is set, a row each: as CSV in the words of the command line, as JSON with the values' own types. */
extern const GhReportKind gh_report_of_settings;

G_END_DECLS
