/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone.h"

#include "phones/gh-phone-number.h"
#include "phones/gh-phone-record.h"
#include "users/gh-user-record.h"
#include "verification/gh-credential-status.h"
#include "verification/gh-credential.h"

struct _GhPhone
{
  GhBelonging parent_instance;

  char       *key;
  char       *number;
  char       *extension;
  char       *name;
  char       *type;
  char       *platform;
  gint64      activated;
  gint64      pending_until;
  gboolean    is_lapsed;
  gint64      last_seen;
  GStrv       owners;
};

G_DEFINE_FINAL_TYPE (GhPhone, gh_phone, GH_TYPE_BELONGING)

static const GhField fields[] = {
  { "key", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhPhone, key) },
  { "number", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhPhone, number) },
  { "extension", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhPhone, extension) },
  { "name", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhPhone, name) },
  { "type", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhPhone, type) },
  { "platform", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhPhone, platform) },
  { "activated", GH_FIELD_NUMBER, G_STRUCT_OFFSET (GhPhone, activated) },
  { "pending-until", GH_FIELD_NUMBER, G_STRUCT_OFFSET (GhPhone, pending_until) },
  { "is-lapsed", GH_FIELD_FLAG, G_STRUCT_OFFSET (GhPhone, is_lapsed) },
  { "last-seen", GH_FIELD_NUMBER, G_STRUCT_OFFSET (GhPhone, last_seen) },
  { "owners", GH_FIELD_TEXTS, G_STRUCT_OFFSET (GhPhone, owners) },
};

static void
gh_phone_class_init (GhPhoneClass *klass)
{
  gh_belonging_class_set_fields (GH_BELONGING_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
gh_phone_init (GhPhone *self)
{
}

/* --- reading --- */

/* The columns of list-phones-of-user.sql. */
typedef enum {
  ID,
  KEY,
  NUMBER,
  EXTENSION,
  NAME,
  TYPE,
  PLATFORM,
  ACTIVATED,
  CREDENTIAL_TYPE,
  PERIOD,
  PENDING_UNTIL,
  IS_LATE,
  FIRST,
  LAST,
  OWNERS,
} Column;

static void
read_app (GhPhone     *self,
          GhStatement *row,
          gint64       now)
{
  const GhCredentialUse use = {
    .type = gh_statement_get_int (row, CREDENTIAL_TYPE),
    .period = (guint) gh_statement_get_int (row, PERIOD),
    .pending_until = gh_statement_get_int (row, PENDING_UNTIL),
    .is_late = gh_statement_get_int (row, IS_LATE) != 0,
    .is_accepted = !gh_statement_is_null (row, FIRST),
    .is_sure = TRUE,
  };

  self->is_lapsed = gh_credential_get_state (&use, now) == GH_CREDENTIAL_TOO_LATE;
  if (!self->is_lapsed && !use.is_accepted)
    self->pending_until = use.pending_until;
  self->activated = gh_statement_get_int (row, FIRST);
  self->last_seen = gh_statement_get_int (row, LAST);
}

static GhPhone *
read_phone (GhStatement *row,
            gint64       now)
{
  GhPhone *self = g_object_new (GH_TYPE_PHONE, NULL);

  gh_belonging_set_id (GH_BELONGING (self), gh_statement_get_int (row, ID));
  self->key = g_strdup (gh_statement_get_text (row, KEY));
  self->number = gh_phone_number_format (gh_statement_get_text (row, NUMBER));
  self->extension = g_strdup (gh_statement_get_text (row, EXTENSION));
  self->name = g_strdup (gh_statement_get_text (row, NAME));
  self->type = g_strdup (gh_statement_get_text (row, TYPE));
  self->platform = g_strdup (gh_statement_get_text (row, PLATFORM));
  self->owners = g_strsplit (gh_statement_get_text (row, OWNERS), "\n", -1);
  if (gh_statement_is_null (row, CREDENTIAL_TYPE))
    self->activated = gh_statement_get_int (row, ACTIVATED);
  else
    read_app (self, row, now);

  return self;
}

static gboolean
read_all (GhConnection  *connection,
          gint64         user_id,
          gint64         now,
          GPtrArray     *into,
          GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "phones/list-phones-of-user", error, "i", user_id);

  while (gh_statement_next (select))
    g_ptr_array_add (into, read_phone (select, now));

  return gh_statement_finish (select, error);
}

static const char *const kinds[] = { GH_PHONE_KIND, GH_CREDENTIAL_KIND, GH_USER_KIND, NULL };

const GhBelongingKind gh_phones_of_user = {
  .get_type = gh_phone_get_type,
  .read = read_all,
  .kinds = kinds,
  .fact_kind = GH_PHONE_KIND,
};
