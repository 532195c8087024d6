/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "list/gh-list-page.h"

G_BEGIN_DECLS

#define GH_TYPE_LOG_PAGE (gh_log_page_get_type ())
G_DECLARE_FINAL_TYPE (GhLogPage, gh_log_page, GH, LOG_PAGE, GhListPage)

/**
 * GhLogPage:
 *
 * The administrator log (L3): everything done, newest first, and below it one entry in full.
 */

G_END_DECLS
