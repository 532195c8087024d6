/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-fields.h"

static const char *const status_words[] = { "active", "bypass", "disabled", "locked", "trash", NULL };
static const char *const own_words[] = { "active", "bypass", "disabled", NULL };
/* Of GhTrashOrigin, from GH_TRASH_BY_HAND on. */
static const char *const origin_words[] = { "hand", "inactivity", "sync", NULL };
static const char *const is_words[] = { "enrolled", "pending", "inactive", "noend", "managed", NULL };

#define FIELDS \
  [GH_USER_FIELD_USERNAME] = { "username", GH_QUERY_FIELD_TEXT }, \
  [GH_USER_FIELD_ALIAS] = { "alias", GH_QUERY_FIELD_TEXT }, \
  [GH_USER_FIELD_NAME] = { "name", GH_QUERY_FIELD_TEXT }, \
  [GH_USER_FIELD_EMAIL] = { "email", GH_QUERY_FIELD_TEXT }, \
  [GH_USER_FIELD_NOTES] = { "notes", GH_QUERY_FIELD_TEXT }, \
  [GH_USER_FIELD_PHONE] = { "phone", GH_QUERY_FIELD_TEXT }, \
  [GH_USER_FIELD_TOKEN] = { "token", GH_QUERY_FIELD_TEXT }, \
  [GH_USER_FIELD_GROUP] = { "group", GH_QUERY_FIELD_NAME }, \
  [GH_USER_FIELD_DIRECTORY] = { "directory", GH_QUERY_FIELD_NAME }, \
  [GH_USER_FIELD_STATUS] = { "status", GH_QUERY_FIELD_WORD, status_words }, \
  [GH_USER_FIELD_OWN] = { "own", GH_QUERY_FIELD_WORD, own_words }, \
  [GH_USER_FIELD_IS] = { "is", GH_QUERY_FIELD_WORD, is_words }, \
  [GH_USER_FIELD_PHONES] = { "phones", GH_QUERY_FIELD_COUNT }, \
  [GH_USER_FIELD_TOKENS] = { "tokens", GH_QUERY_FIELD_COUNT }, \
  [GH_USER_FIELD_ALIASES] = { "aliases", GH_QUERY_FIELD_COUNT }, \
  [GH_USER_FIELD_GROUPS] = { "groups", GH_QUERY_FIELD_COUNT }, \
  [GH_USER_FIELD_LOGIN] = { "login", GH_QUERY_FIELD_TIME }, \
  [GH_USER_FIELD_CREATED] = { "created", GH_QUERY_FIELD_TIME }, \
  [GH_USER_FIELD_SYNCED] = { "synced", GH_QUERY_FIELD_TIME }, \
  [GH_USER_FIELD_UNTIL] = { "until", GH_QUERY_FIELD_FUTURE }, \
  [GH_USER_FIELD_PURGE] = { "purge", GH_QUERY_FIELD_FUTURE }, \
  [GH_USER_FIELD_ORIGIN] = { "origin", GH_QUERY_FIELD_WORD, origin_words }

const GhQueryField gh_user_fields[] = {
  FIELDS,
  { NULL },
};

const GhQueryField gh_user_fields_with_identity[] = {
  FIELDS,
  [GH_USER_FIELD_FIRSTNAME] = { "firstname", GH_QUERY_FIELD_TEXT },
  [GH_USER_FIELD_LASTNAME] = { "lastname", GH_QUERY_FIELD_TEXT },
  { NULL },
};

const GhQueryField *
gh_user_fields_get (gboolean has_identity)
{
  return has_identity ? gh_user_fields_with_identity : gh_user_fields;
}
