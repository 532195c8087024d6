/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-user-report.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_REPORT_POPOVER (gh_report_popover_get_type ())
G_DECLARE_FINAL_TYPE (GhReportPopover, gh_report_popover, GH, REPORT_POPOVER, GtkPopover)

/**
 * gh_report_popover_new:
 * @can_import: whether an exact report can be imported again
 *
 * Asks for the format to save the shown or selected rows in (U6).
 */
GtkWidget *gh_report_popover_new (gboolean can_import);

/**
 * gh_report_popover_set:
 * @self: a popover
 * @title: what the report is of, such as "Report of 41 users"
 * @reason: (nullable): why there can be no report now
 */
void gh_report_popover_set (GhReportPopover *self,
                            const char      *title,
                            const char      *reason);

G_END_DECLS
