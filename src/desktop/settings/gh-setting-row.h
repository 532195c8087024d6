/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"
#include "settings/gh-setting.h"

G_BEGIN_DECLS

/**
 * GhSettingRow:
 *
 * The rows of one setting: what it is, which can be changed at once, and below it in red why it was not.
 */
#define GH_TYPE_SETTING_ROW (gh_setting_row_get_type ())
G_DECLARE_FINAL_TYPE (GhSettingRow, gh_setting_row, GH, SETTING_ROW, GObject)

/**
 * gh_setting_row_new:
 * @setting: the setting
 * @page: the page that it is on, which must outlive its rows
 * @group: where its rows are added
 *
 * Returns: (transfer full): the rows
 */
GhSettingRow *gh_setting_row_new (const GhSetting     *setting,
                                  GhPage              *page,
                                  AdwPreferencesGroup *group);

/**
 * gh_setting_row_show:
 * @self: the rows
 * @settings: what is set
 * @revision: the entry that last changed this one (O8)
 *
 * Shows the value. What has been typed and not been set yet stays, with the revision that it was typed at.
 */
void gh_setting_row_show (GhSettingRow     *self,
                          const GhSettings *settings,
                          gint64            revision);

/** Shows another caption than the setting's own; %NULL: its own. */
void gh_setting_row_set_caption (GhSettingRow *self,
                                 const char   *caption);

/** Greys the rows, and says why. */
void gh_setting_row_set_refusal (GhSettingRow *self,
                                 GhRefusal     refusal);

/**
 * gh_setting_row_dup_typed:
 * @self: the rows
 * @revision: (out): what it was typed at
 *
 * Returns: (transfer full) (nullable): what is typed and not set
 */
char *gh_setting_row_dup_typed (GhSettingRow *self,
                                gint64       *revision);

/** Types @text, to be set as if it had been typed when the setting was at @revision. */
void gh_setting_row_type (GhSettingRow *self,
                          const char   *text,
                          gint64        revision);

const GhSetting *gh_setting_row_get_setting (GhSettingRow *self);

/**
 * gh_setting_row_filter:
 * @self: the rows
 * @needle: (nullable): a folded text; %NULL: all
 *
 * Shows the rows only if their words have @needle.
 *
 * Returns: whether they are shown
 */
gboolean gh_setting_row_filter (GhSettingRow *self,
                                const char   *needle);

G_END_DECLS
