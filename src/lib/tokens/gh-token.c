/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tokens/gh-token.h"

#include "tokens/gh-token-record.h"
#include "users/gh-user-record.h"
#include "verification/gh-credential-status.h"
#include "verification/gh-credential.h"

struct _GhToken
{
  GhBelonging parent_instance;

  char       *key;
  char       *serial;
  char       *type;
  gboolean    has_secret;
  gboolean    needs_resync;
  gint64      last_used;
  GStrv       owners;
};

G_DEFINE_FINAL_TYPE (GhToken, gh_token, GH_TYPE_BELONGING)

static const GhField fields[] = {
  { "key", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhToken, key) },
  { "serial", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhToken, serial) },
  { "type", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhToken, type) },
  { "has-secret", GH_FIELD_FLAG, G_STRUCT_OFFSET (GhToken, has_secret) },
  { "needs-resync", GH_FIELD_FLAG, G_STRUCT_OFFSET (GhToken, needs_resync) },
  { "last-used", GH_FIELD_NUMBER, G_STRUCT_OFFSET (GhToken, last_used) },
  { "owners", GH_FIELD_TEXTS, G_STRUCT_OFFSET (GhToken, owners) },
};

static void
gh_token_class_init (GhTokenClass *klass)
{
  gh_belonging_class_set_fields (GH_BELONGING_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
gh_token_init (GhToken *self)
{
}

/* --- reading --- */

/* The columns of list-tokens-of-user.sql. */
typedef enum {
  ID,
  KEY,
  SERIAL,
  TYPE,
  CREDENTIAL_TYPE,
  PERIOD,
  IS_SURE,
  FIRST,
  LAST,
  OWNERS,
} Column;

static GhToken *
read_token (GhStatement *row,
            gint64       now)
{
  GhToken *self = g_object_new (GH_TYPE_TOKEN, NULL);
  const GhCredentialUse use = {
    .type = gh_statement_get_int (row, CREDENTIAL_TYPE),
    .period = (guint) gh_statement_get_int (row, PERIOD),
    .is_accepted = !gh_statement_is_null (row, FIRST),
    .is_sure = gh_statement_get_int (row, IS_SURE) != 0,
  };

  gh_belonging_set_id (GH_BELONGING (self), gh_statement_get_int (row, ID));
  self->key = g_strdup (gh_statement_get_text (row, KEY));
  self->serial = g_strdup (gh_statement_get_text (row, SERIAL));
  self->type = g_strdup (gh_statement_get_text (row, TYPE));
  self->has_secret = !gh_statement_is_null (row, CREDENTIAL_TYPE);
  self->needs_resync = self->has_secret && gh_credential_get_state (&use, now) == GH_CREDENTIAL_UNSYNCED;
  self->last_used = gh_statement_get_int (row, LAST);
  self->owners = g_strsplit (gh_statement_get_text (row, OWNERS), "\n", -1);

  return self;
}

static gboolean
read_all (GhConnection  *connection,
          gint64         user_id,
          gint64         now,
          GPtrArray     *into,
          GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "tokens/list-tokens-of-user", error, "i", user_id);

  while (gh_statement_next (select))
    g_ptr_array_add (into, read_token (select, now));

  return gh_statement_finish (select, error);
}

static const char *const kinds[] = { GH_TOKEN_KIND, GH_CREDENTIAL_KIND, GH_USER_KIND, NULL };

const GhBelongingKind gh_tokens_of_user = {
  .get_type = gh_token_get_type,
  .read = read_all,
  .kinds = kinds,
  .fact_kind = GH_TOKEN_KIND,
};
