/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bypass-codes/gh-bypass-code.h"

#include "bypass-codes/gh-bypass-code-record.h"

struct _GhBypassCode
{
  GhBelonging parent_instance;

  char       *key;
  char       *creator;
  gint64      created;
  gint64      expires;
  gint64      uses_left;
  gboolean    is_weak;
  gboolean    is_good;
};

G_DEFINE_FINAL_TYPE (GhBypassCode, gh_bypass_code, GH_TYPE_BELONGING)

static const GhField fields[] = {
  { "key", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhBypassCode, key) },
  { "creator", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhBypassCode, creator) },
  { "created", GH_FIELD_NUMBER, G_STRUCT_OFFSET (GhBypassCode, created) },
  { "expires", GH_FIELD_NUMBER, G_STRUCT_OFFSET (GhBypassCode, expires) },
  { "uses-left", GH_FIELD_NUMBER, G_STRUCT_OFFSET (GhBypassCode, uses_left) },
  { "is-weak", GH_FIELD_FLAG, G_STRUCT_OFFSET (GhBypassCode, is_weak) },
  { "is-good", GH_FIELD_FLAG, G_STRUCT_OFFSET (GhBypassCode, is_good) },
};

static void
gh_bypass_code_class_init (GhBypassCodeClass *klass)
{
  gh_belonging_class_set_fields (GH_BELONGING_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
gh_bypass_code_init (GhBypassCode *self)
{
}

/* --- reading --- */

/* The columns of list-codes-of-user.sql. */
typedef enum {
  ID,
  KEY,
  CREATOR,
  CREATED,
  EXPIRES,
  USES,
  USED,
  IS_ENDED,
} Column;

static GhBypassCode *
read_code (GhStatement *row,
           gint64       now)
{
  GhBypassCode *self = g_object_new (GH_TYPE_BYPASS_CODE, NULL);
  gboolean has_uses = !gh_statement_is_null (row, USES);

  gh_belonging_set_id (GH_BELONGING (self), gh_statement_get_int (row, ID));
  self->key = g_strdup (gh_statement_get_text (row, KEY));
  self->creator = g_strdup (gh_statement_get_text (row, CREATOR));
  self->created = gh_statement_get_int (row, CREATED);
  self->expires = gh_statement_get_int (row, EXPIRES);
  self->uses_left = has_uses ? MAX (gh_statement_get_int (row, USES) - gh_statement_get_int (row, USED), 0)
                             : GH_BYPASS_CODE_ANY_USES;
  self->is_weak = self->expires == 0;
  self->is_good = gh_statement_get_int (row, IS_ENDED) == 0 && (self->expires == 0 || self->expires > now) &&
                  self->uses_left != 0;

  return self;
}

static gboolean
read_all (GhConnection  *connection,
          gint64         user_id,
          gint64         now,
          GPtrArray     *into,
          GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "bypass-codes/list-codes-of-user", error, "i",
                                                        user_id);

  while (gh_statement_next (select))
    g_ptr_array_add (into, read_code (select, now));

  return gh_statement_finish (select, error);
}

static const char *const kinds[] = { GH_BYPASS_CODE_KIND, NULL };

const GhBelongingKind gh_bypass_codes_of_user = {
  .get_type = gh_bypass_code_get_type,
  .read = read_all,
  .kinds = kinds,
  .fact_kind = GH_BYPASS_CODE_KIND,
};
