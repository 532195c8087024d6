/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-belongings.h"

G_BEGIN_DECLS

/**
 * GhEndpoint:
 *
 * From where and with which program a user signed in lately (V6). Its properties are read-only:
 *
 * | property | type | |
 * |---|---|---|
 * | host | text | the computer's name, or its address if it gave none |
 * | client | text | the program; "": it gave none |
 * | last-use | gint64 | unix seconds |
 */
#define GH_TYPE_ENDPOINT (gh_endpoint_get_type ())
G_DECLARE_FINAL_TYPE (GhEndpoint, gh_endpoint, GH, ENDPOINT, GhBelonging)

/** The endpoints of a user, by host and program: those that were used within 30 days. */
extern const GhBelongingKind gh_endpoints_of_user;

G_END_DECLS
