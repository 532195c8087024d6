/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user.h"

#include "users/gh-user-block.h"
#include "users/gh-user-lists-private.h"

/* All that is read of one user. */
typedef struct {
  GhUserFacts facts; /* as far as rows have them; properties are below */
  gint64     id;
  char      *key;
  gint64     revision;
  char      *username;
  char      *realname;
  char      *email;
  char      *notes;
  GStrv      aliases;
  gint64     status;
  gint64     until;
  gint64     effective;
  gint64     locked;
  gint64     locked_until;
  char      *source;
  char      *lockout_reason;
  gint64     created;
  gint64     last_login;
  gint64     last_sync;
  char      *directory;
  gboolean   directory_disabled;
  gint64     trash_origin;
  gint64     sent;
  char      *sent_by;
  gint64     purge_at;
  gint64     status_before;
  gboolean   is_enrolled;
  char      *enrolment_email;
  gint64     enrolment_expires;
  GPtrArray *phones;
  GPtrArray *tokens;
  GPtrArray *groups;
  GPtrArray *codes;
  GPtrArray *endpoints;
} Data;

struct _GhUser
{
  GObject parent_instance;

  Data    data;
};

G_DEFINE_FINAL_TYPE (GhUser, gh_user, G_TYPE_OBJECT)

typedef enum {
  KIND_TEXT,
  KIND_NUMBER,
  KIND_FLAG,
  KIND_TEXTS,
  KIND_PHONES,
  KIND_TOKENS,
  KIND_GROUPS,
  KIND_CODES,
  KIND_ENDPOINTS,
} Kind;

/* One property per row, for getting, comparing and freeing. */
static const struct {
  const char *name;
  Kind        kind;
  gsize       offset;
} rows[] = {
  { "id", KIND_NUMBER, G_STRUCT_OFFSET (Data, id) },
  { "key", KIND_TEXT, G_STRUCT_OFFSET (Data, key) },
  { "revision", KIND_NUMBER, G_STRUCT_OFFSET (Data, revision) },
  { "username", KIND_TEXT, G_STRUCT_OFFSET (Data, username) },
  { "realname", KIND_TEXT, G_STRUCT_OFFSET (Data, realname) },
  { "email", KIND_TEXT, G_STRUCT_OFFSET (Data, email) },
  { "notes", KIND_TEXT, G_STRUCT_OFFSET (Data, notes) },
  { "aliases", KIND_TEXTS, G_STRUCT_OFFSET (Data, aliases) },
  { "status", KIND_NUMBER, G_STRUCT_OFFSET (Data, status) },
  { "until", KIND_NUMBER, G_STRUCT_OFFSET (Data, until) },
  { "effective", KIND_NUMBER, G_STRUCT_OFFSET (Data, effective) },
  { "locked", KIND_NUMBER, G_STRUCT_OFFSET (Data, locked) },
  { "locked-until", KIND_NUMBER, G_STRUCT_OFFSET (Data, locked_until) },
  { "source", KIND_TEXT, G_STRUCT_OFFSET (Data, source) },
  { "lockout-reason", KIND_TEXT, G_STRUCT_OFFSET (Data, lockout_reason) },
  { "created", KIND_NUMBER, G_STRUCT_OFFSET (Data, created) },
  { "last-login", KIND_NUMBER, G_STRUCT_OFFSET (Data, last_login) },
  { "last-sync", KIND_NUMBER, G_STRUCT_OFFSET (Data, last_sync) },
  { "directory", KIND_TEXT, G_STRUCT_OFFSET (Data, directory) },
  { "directory-disabled", KIND_FLAG, G_STRUCT_OFFSET (Data, directory_disabled) },
  { "trash-origin", KIND_NUMBER, G_STRUCT_OFFSET (Data, trash_origin) },
  { "sent", KIND_NUMBER, G_STRUCT_OFFSET (Data, sent) },
  { "sent-by", KIND_TEXT, G_STRUCT_OFFSET (Data, sent_by) },
  { "purge-at", KIND_NUMBER, G_STRUCT_OFFSET (Data, purge_at) },
  { "status-before", KIND_NUMBER, G_STRUCT_OFFSET (Data, status_before) },
  { "is-enrolled", KIND_FLAG, G_STRUCT_OFFSET (Data, is_enrolled) },
  { "enrolment-email", KIND_TEXT, G_STRUCT_OFFSET (Data, enrolment_email) },
  { "enrolment-expires", KIND_NUMBER, G_STRUCT_OFFSET (Data, enrolment_expires) },
  { "phones", KIND_PHONES, G_STRUCT_OFFSET (Data, phones) },
  { "tokens", KIND_TOKENS, G_STRUCT_OFFSET (Data, tokens) },
  { "groups", KIND_GROUPS, G_STRUCT_OFFSET (Data, groups) },
  { "codes", KIND_CODES, G_STRUCT_OFFSET (Data, codes) },
  { "endpoints", KIND_ENDPOINTS, G_STRUCT_OFFSET (Data, endpoints) },
};

static GParamSpec *properties[G_N_ELEMENTS (rows)];

#define FIELD(data, row, type) G_STRUCT_MEMBER (type, data, rows[row].offset)

/* --- the data --- */

static gboolean
is_same_list (GPtrArray  *a,
              GPtrArray  *b,
              gboolean  (*is_same) (gconstpointer, gconstpointer))
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!is_same (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

static void
data_clear (Data *data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    switch (rows[i].kind)
      {
      case KIND_TEXT:
        g_clear_pointer (&FIELD (data, i, char *), g_free);
        break;
      case KIND_TEXTS:
        g_clear_pointer (&FIELD (data, i, GStrv), g_strfreev);
        break;
      case KIND_PHONES:
      case KIND_TOKENS:
      case KIND_GROUPS:
      case KIND_CODES:
      case KIND_ENDPOINTS:
        g_clear_pointer (&FIELD (data, i, GPtrArray *), g_ptr_array_unref);
        break;
      default:
        break;
      }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Data, data_clear)

static gboolean
is_same_field (const Data *a,
               const Data *b,
               gsize       row)
{
  switch (rows[row].kind)
    {
    case KIND_TEXT:
      return g_strcmp0 (FIELD (a, row, char *), FIELD (b, row, char *)) == 0;
    case KIND_NUMBER:
      return FIELD (a, row, gint64) == FIELD (b, row, gint64);
    case KIND_FLAG:
      return FIELD (a, row, gboolean) == FIELD (b, row, gboolean);
    case KIND_TEXTS:
      return g_strv_equal ((const char *const *) FIELD (a, row, GStrv), (const char *const *) FIELD (b, row, GStrv));
    case KIND_PHONES:
      return is_same_list (FIELD (a, row, GPtrArray *), FIELD (b, row, GPtrArray *), gh_user_is_same_phone);
    case KIND_TOKENS:
      return is_same_list (FIELD (a, row, GPtrArray *), FIELD (b, row, GPtrArray *), gh_user_is_same_token);
    case KIND_CODES:
      return is_same_list (FIELD (a, row, GPtrArray *), FIELD (b, row, GPtrArray *), gh_user_is_same_code);
    case KIND_ENDPOINTS:
      return is_same_list (FIELD (a, row, GPtrArray *), FIELD (b, row, GPtrArray *), gh_user_is_same_endpoint);
    default:
      return is_same_list (FIELD (a, row, GPtrArray *), FIELD (b, row, GPtrArray *), gh_user_is_same_membership);
    }
}

static void
copy_row (Data            *data,
          const GhUserRow *row)
{
  g_autoptr (GStrvBuilder) aliases = g_strv_builder_new ();

  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    if (row->aliases[i] != NULL)
      g_strv_builder_add (aliases, row->aliases[i]);

  data->facts = row->facts;
  data->id = row->facts.id;
  data->key = g_strdup (row->key);
  data->username = g_strdup (row->username);
  data->realname = g_strdup (row->realname);
  data->email = g_strdup (row->email);
  data->notes = g_strdup (row->notes);
  data->aliases = g_strv_builder_end (aliases);
  data->status = row->facts.status;
  data->until = row->facts.until;
  data->effective = row->status;
  data->locked = row->facts.locked;
  data->locked_until = row->facts.locked_until;
  data->source = g_strdup (row->source);
  data->lockout_reason = g_strdup (row->lockout_reason != NULL ? row->lockout_reason : "");
  data->created = row->created;
  data->last_login = row->last_login;
  data->last_sync = row->last_sync;
  data->directory_disabled = row->facts.directory_disabled;
  data->trash_origin = row->facts.trash_origin;
  data->purge_at = row->facts.purge_at;
  data->is_enrolled = gh_user_row_is_enrolled (row);
  data->phones = gh_user_copy_phones (row);
  data->tokens = gh_user_copy_tokens (row);
  data->groups = gh_user_copy_groups (row);
}

static char *
copy_text (GhStatement *row,
           int          column)
{
  const char *text = gh_statement_get_text (row, column);

  return g_strdup (text != NULL ? text : "");
}

/* Reads what rows of lists and reports lack. */
static gboolean
read_more (Data          *data,
           GhConnection  *connection,
           GError       **error)
{
  g_autoptr (GhStatement) more = gh_connection_prepare (connection, "users/get-more-of-user", error);

  if (more == NULL)
    return FALSE;

  gh_statement_bind_int (more, 1, data->id);
  if (!gh_statement_require (more, error))
    return FALSE;

  data->revision = gh_statement_get_int (more, 0);
  data->directory = copy_text (more, 1);
  data->sent = gh_statement_get_int (more, 2);
  data->sent_by = copy_text (more, 3);
  data->status_before = gh_statement_get_int (more, 4);
  data->enrolment_email = copy_text (more, 5);
  data->enrolment_expires = gh_statement_get_int (more, 6);

  return (data->codes = gh_user_list_codes (connection, data->id, error)) != NULL &&
         (data->endpoints = gh_user_list_endpoints (connection, data->id, error)) != NULL;
}

static gboolean
read_data (Data          *data,
           GhConnection  *connection,
           gint64         id,
           gint64         now,
           GError       **error)
{
  g_autoptr (GhUserBlock) block = gh_user_block_new (connection, now, error);

  if (block == NULL || !gh_user_block_read (block, &id, 1, error))
    return FALSE;

  copy_row (data, gh_user_block_get_row (block, 0));

  return read_more (data, connection, error);
}

/* --- the object --- */

static void
gh_user_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  GhUser *self = GH_USER (object);
  gsize row = id - 1;

  switch (rows[row].kind)
    {
    case KIND_TEXT:
      g_value_set_string (value, FIELD (&self->data, row, char *));
      break;
    case KIND_NUMBER:
      g_value_set_int64 (value, FIELD (&self->data, row, gint64));
      break;
    case KIND_FLAG:
      g_value_set_boolean (value, FIELD (&self->data, row, gboolean));
      break;
    case KIND_TEXTS:
      g_value_set_boxed (value, FIELD (&self->data, row, GStrv));
      break;
    default:
      g_value_set_boxed (value, FIELD (&self->data, row, GPtrArray *));
    }
}

static void
gh_user_finalize (GObject *object)
{
  GhUser *self = GH_USER (object);

  data_clear (&self->data);

  G_OBJECT_CLASS (gh_user_parent_class)->finalize (object);
}

static GParamSpec *
make_property (gsize row)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const char *name = rows[row].name;

  switch (rows[row].kind)
    {
    case KIND_TEXT:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case KIND_NUMBER:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case KIND_FLAG:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case KIND_TEXTS:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_STRV, flags);
    default:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_PTR_ARRAY, flags);
    }
}

static void
gh_user_class_init (GhUserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_user_get_property;
  object_class->finalize = gh_user_finalize;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      properties[i] = make_property (i);
      g_object_class_install_property (object_class, i + 1, properties[i]);
    }
}

static void
gh_user_init (GhUser *self)
{
}

GhUser *
gh_user_load (GhConnection  *connection,
              gint64         id,
              gint64         now,
              GError       **error)
{
  g_autoptr (GhUser) self = g_object_new (GH_TYPE_USER, NULL);

  return read_data (&self->data, connection, id, now, error) ? g_steal_pointer (&self) : NULL;
}

void
gh_user_take (GhUser *self,
              GhUser *other)
{
  g_auto (Data) old = { 0 };

  g_return_if_fail (GH_IS_USER (self) && GH_IS_USER (other) && self != other);
  g_return_if_fail (self->data.id == other->data.id);

  old = self->data;
  self->data = other->data;
  other->data = (Data) { 0 };
  g_object_unref (other);

  g_object_freeze_notify (G_OBJECT (self));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!is_same_field (&old, &self->data, i))
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

const GhUserFacts *
gh_user_get_facts (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return &self->data.facts;
}

gint64
gh_user_get_id (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), 0);

  return self->data.id;
}

gint64
gh_user_get_revision (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), 0);

  return self->data.revision;
}

GhEffectiveStatus
gh_user_get_effective (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), GH_EFFECTIVE_ACTIVE);

  return self->data.effective;
}

const char *
gh_user_get_key (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->data.key;
}

const char *
gh_user_get_username (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->data.username;
}

const char *const *
gh_user_get_aliases (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return (const char *const *) self->data.aliases;
}

GPtrArray *
gh_user_get_phones (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->data.phones;
}

GPtrArray *
gh_user_get_tokens (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->data.tokens;
}

GPtrArray *
gh_user_get_groups (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->data.groups;
}

GPtrArray *
gh_user_get_codes (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->data.codes;
}

GPtrArray *
gh_user_get_endpoints (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->data.endpoints;
}
