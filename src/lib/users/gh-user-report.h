/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/gh-export.h"
#include "users/gh-user-query.h"

G_BEGIN_DECLS

/** Users in the order of their view, in constant memory plus 32 bytes a user. */
extern const GhReportKind gh_report_of_users;

G_END_DECLS
