/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-query.h"

G_BEGIN_DECLS

/**
 * GhUserField:
 *
 * The fields of the users' query language (Q4), in the order of gh_user_fields.
 */
typedef enum {
  GH_USER_FIELD_USERNAME,
  GH_USER_FIELD_ALIAS,
  GH_USER_FIELD_NAME,
  GH_USER_FIELD_EMAIL,
  GH_USER_FIELD_NOTES,
  GH_USER_FIELD_PHONE,
  GH_USER_FIELD_TOKEN,
  GH_USER_FIELD_GROUP,
  GH_USER_FIELD_DIRECTORY,
  GH_USER_FIELD_STATUS,
  GH_USER_FIELD_OWN,
  GH_USER_FIELD_IS,
  GH_USER_FIELD_PHONES,
  GH_USER_FIELD_TOKENS,
  GH_USER_FIELD_ALIASES,
  GH_USER_FIELD_GROUPS,
  GH_USER_FIELD_LOGIN,
  GH_USER_FIELD_CREATED,
  GH_USER_FIELD_SYNCED,
  GH_USER_FIELD_UNTIL,
  GH_USER_FIELD_PURGE,
  GH_USER_FIELD_ORIGIN,
  /* while users have first and last names */
  GH_USER_FIELD_FIRSTNAME,
  GH_USER_FIELD_LASTNAME,
} GhUserField;

/** The values of `is:`, in the order of its words. */
typedef enum {
  GH_USER_IS_ENROLLED,
  GH_USER_IS_PENDING,
  GH_USER_IS_INACTIVE,
  GH_USER_IS_NOEND,
  GH_USER_IS_MANAGED,
} GhUserIs;

extern const GhQueryField gh_user_fields[];

/** While users have first and last names, these are fields, too. */
extern const GhQueryField gh_user_fields_with_identity[];

/**
 * gh_user_fields_get:
 * @has_identity: whether users have first and last names; the setting identity_proofing (U7)
 *
 * Returns: (array zero-terminated=1) (transfer none): the fields
 */
const GhQueryField *gh_user_fields_get (gboolean has_identity);

G_END_DECLS
