/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "administrators/gh-administrator-facts.h"
#include "store/gh-view-query.h"

G_BEGIN_DECLS

/**
 * GhAdministratorStatus:
 *
 * What lists show, in the order of precedence.
 */
typedef enum {
  GH_ADMINISTRATOR_DISABLED,
  GH_ADMINISTRATOR_LOCKED,
  GH_ADMINISTRATOR_PENDING,  /* has no second factor yet */
  GH_ADMINISTRATOR_ACTIVE,

  GH_N_ADMINISTRATOR_STATUSES
} GhAdministratorStatus;

/** Returns: its word in files and queries; never translated */
const char *gh_administrator_status_get_word (GhAdministratorStatus status);

/** The fields of the administrators' query language (Q11), in the order of gh_administrator_fields. */
typedef enum {
  GH_ADMINISTRATOR_FIELD_NAME,
  GH_ADMINISTRATOR_FIELD_EMAIL,
  GH_ADMINISTRATOR_FIELD_ROLE,
  GH_ADMINISTRATOR_FIELD_STATUS,
} GhAdministratorField;

extern const GhQueryField gh_administrator_fields[];

/** The administrators, by name where nothing else is asked for or they are equal in it. */
extern const GhViewKind gh_administrator_views;

/**
 * GhAdministrator:
 *
 * One administrator as lists show it (A5): an unchanging snapshot.
 */
#define GH_TYPE_ADMINISTRATOR (gh_administrator_get_type ())
G_DECLARE_FINAL_TYPE (GhAdministrator, gh_administrator, GH, ADMINISTRATOR, GObject)

/**
 * gh_administrator_view_read:
 * @view: which, in which order
 * @connection: a connection
 * @error: (out): %GH_ERROR_QUERY if its query or sort cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type GhAdministrator): them
 */
GPtrArray *gh_administrator_view_read (const GhView  *view,
                                       GhConnection  *connection,
                                       GError       **error);

const GhAdministratorFacts *gh_administrator_get_facts (GhAdministrator *self);
GhAdministratorStatus       gh_administrator_get_status (GhAdministrator *self);

/** Unix seconds of the last sign-in; 0: there was none. */
gint64                      gh_administrator_get_last_sign_in (GhAdministrator *self);

G_END_DECLS
