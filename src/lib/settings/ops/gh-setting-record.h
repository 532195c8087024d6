/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-record-kind.h"
#include "settings/gh-setting.h"

G_BEGIN_DECLS

/** The records of settings in the journal, and the noun of the command line. */
#define GH_SETTING_KIND "settings"

extern const GhRecordKind gh_record_kind_setting;

/**
 * gh_setting_read_json:
 * @self: a setting
 * @node: its value in the journal
 * @value: (out): the same, to use as long as @node
 *
 * Returns: %TRUE if @node is of the right type; gh_setting_check() says whether it may be set
 */
gboolean gh_setting_read_json (const GhSetting *self,
                               JsonNode        *node,
                               GhSettingValue  *value);

/**
 * gh_setting_find_record:
 * @connection: a connection
 * @key: a setting's key
 * @id: (out): row id of its record
 * @revision: (out): the entry that last changed it (O8)
 * @error: (out): where to put the error; none where an organisation has lost the record
 *
 * Returns: %TRUE if found
 */
gboolean gh_setting_find_record (GhConnection  *connection,
                                 const char    *key,
                                 gint64        *id,
                                 gint64        *revision,
                                 GError       **error);

/**
 * gh_setting_create_all:
 * @run: organisation.create, being applied
 * @name: the organisation's name
 * @time_zone: its IANA time zone
 * @error: (out): where to put the error
 *
 * Gives a new organisation its settings, so that nothing reads what is built in any more.
 *
 * Returns: %TRUE if they are written and journaled
 */
gboolean gh_setting_create_all (GhRun       *run,
                                const char  *name,
                                const char  *time_zone,
                                GError     **error);

G_END_DECLS
