/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhOperateDateChoice:
 *
 * A row with a day, chosen in a calendar. Emits `changed`.
 */
#define GH_TYPE_OPERATE_DATE_CHOICE (gh_operate_date_choice_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateDateChoice, gh_operate_date_choice, GH, OPERATE_DATE_CHOICE, AdwActionRow)

/**
 * gh_operate_date_choice_new:
 * @title: the row's title
 * @today: the current day
 * @given: (nullable): the initial day, as gh_operate_date_choice_dup_day() writes it
 * @days: without @given, how many days after @today
 * @next_day_format: (nullable): translated, for g_date_time_format(): the caption about the day after the chosen one
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *gh_operate_date_choice_new (const char *title,
                                       GDateTime  *today,
                                       const char *given,
                                       int         days,
                                       const char *next_day_format);

/**
 * gh_operate_date_choice_dup_day:
 * @self: a date
 *
 * Returns: (transfer full): "2026-12-03"
 */
char *gh_operate_date_choice_dup_day (GhOperateDateChoice *self);

G_END_DECLS
