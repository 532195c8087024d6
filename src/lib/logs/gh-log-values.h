/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GhLogValueKind:
 * @GH_LOG_VALUE_PLAIN: as stored
 * @GH_LOG_VALUE_STATUS: "active", "bypass" or "disabled"
 * @GH_LOG_VALUE_ORIGIN: "hand", "inactivity" or "sync"
 * @GH_LOG_VALUE_TIME: "2026-11-24T09:41:00Z"
 * @GH_LOG_VALUE_LOCKOUT: "lockout 1d9f0c7be2a4"
 * @GH_LOG_VALUE_FLAG: true or false
 * @GH_LOG_VALUE_RECORDS: another record's name, or an array of names
 *
 * What a field of a journalled record holds after gh_log_values_spell().
 */
typedef enum {
  GH_LOG_VALUE_PLAIN,
  GH_LOG_VALUE_STATUS,
  GH_LOG_VALUE_ORIGIN,
  GH_LOG_VALUE_TIME,
  GH_LOG_VALUE_LOCKOUT,
  GH_LOG_VALUE_FLAG,
  GH_LOG_VALUE_RECORDS,
} GhLogValueKind;

/**
 * gh_log_value_get_kind:
 * @field: a field's name in the journal
 *
 * Returns: the kind of its values; plain for an unknown field
 */
GhLogValueKind gh_log_value_get_kind (const char *field);

/**
 * gh_log_values_spell:
 * @values: (inout): JSON of a record, or of its changed fields, as in the journal (J1)
 * @connection: a connection, for the names of other records
 *
 * Replaces stored numbers with the words and times of reports (C4). A value that no operation can have written stays
 * as it is; a record that is gone is named by its kind and number.
 */
void gh_log_values_spell (JsonObject   *values,
                          GhConnection *connection);

/**
 * gh_log_record_spell:
 * @values: (inout): as for gh_log_values_spell()
 * @kind: name of the record's kind
 * @id: its row id
 * @connection: a connection
 *
 * gh_log_values_spell() for values whose meaning only their record says: of a setting “never”, true and false.
 */
void gh_log_record_spell (JsonObject   *values,
                          const char   *kind,
                          gint64        id,
                          GhConnection *connection);

/**
 * gh_log_dup_record_key:
 * @connection: a connection
 * @kind: name of a kind of record
 * @id: row id
 *
 * Returns: (transfer full): its key, or its kind and number if the record is gone
 */
char *gh_log_dup_record_key (GhConnection *connection,
                             const char   *kind,
                             gint64        id) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_log_payload_spell:
 * @payload: (inout): the payload of an entry
 * @connection: a connection
 *
 * Replaces the row ids of skipped records with their keys: for each reason the first %GH_SKIP_KEYS, as in the
 * operation's answer (C1).
 */
void gh_log_payload_spell (JsonObject   *payload,
                           GhConnection *connection);

G_END_DECLS
