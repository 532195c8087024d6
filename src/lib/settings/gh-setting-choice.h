/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhSettingChoice:
 * @value: what is set
 * @label: what people read
 * @detail: (nullable): a second line, such as the country of a time zone
 *
 * One of many that a setting may be set to.
 */
typedef struct {
  char *value;
  char *label;
  char *detail;
} GhSettingChoice;

/** Returns: (transfer full) (element-type GhSettingChoice): tzdata's zones by name, and UTC. Reads files */
GPtrArray *gh_setting_list_time_zones (void);

/** Returns: (transfer full) (element-type GhSettingChoice): “as the time zone says”, then tzdata's countries by name */
GPtrArray *gh_setting_list_countries (void);

/** Returns: (transfer full) (element-type GhSettingChoice): which bypass codes Help Desk may make */
GPtrArray *gh_setting_list_helpdesk_bypass (void);

G_END_DECLS
