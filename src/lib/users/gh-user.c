/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user.h"

#include "users/gh-user-row.h"

#include <glib/gi18n-lib.h>

/* All that is read of one user. */
typedef struct {
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
  gint64     n_bypass_codes;
  gint64     n_endpoints;
  char      *enrolment_email;
  gint64     enrolment_expires;
  GPtrArray *phones;
  GPtrArray *tokens;
  GPtrArray *groups;
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
} Kind;

/* A property a row: what getting, comparing and freeing have in common. */
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
  { "n-bypass-codes", KIND_NUMBER, G_STRUCT_OFFSET (Data, n_bypass_codes) },
  { "n-endpoints", KIND_NUMBER, G_STRUCT_OFFSET (Data, n_endpoints) },
  { "enrolment-email", KIND_TEXT, G_STRUCT_OFFSET (Data, enrolment_email) },
  { "enrolment-expires", KIND_NUMBER, G_STRUCT_OFFSET (Data, enrolment_expires) },
  { "phones", KIND_PHONES, G_STRUCT_OFFSET (Data, phones) },
  { "tokens", KIND_TOKENS, G_STRUCT_OFFSET (Data, tokens) },
  { "groups", KIND_GROUPS, G_STRUCT_OFFSET (Data, groups) },
};

static GParamSpec *properties[G_N_ELEMENTS (rows)];

#define FIELD(data, row, type) G_STRUCT_MEMBER (type, data, rows[row].offset)

/* --- the lists --- */

static void
phone_free (gpointer data)
{
  GhUserPhone *phone = data;

  g_free (phone->key);
  g_free (phone->number);
  g_free (phone->extension);
  g_free (phone->name);
  g_free (phone->type);
  g_free (phone->platform);
  g_free (phone);
}

static gboolean
is_same_phone (gconstpointer a,
               gconstpointer b)
{
  const GhUserPhone *x = a;
  const GhUserPhone *y = b;

  return g_str_equal (x->key, y->key) && g_str_equal (x->number, y->number) &&
         g_str_equal (x->extension, y->extension) && g_str_equal (x->name, y->name) &&
         g_str_equal (x->type, y->type) && g_str_equal (x->platform, y->platform) &&
         x->is_activated == y->is_activated;
}

static gpointer
read_phone (GhStatement *select)
{
  GhUserPhone *phone = g_new0 (GhUserPhone, 1);

  phone->key = g_strdup (gh_statement_get_text (select, 0));
  phone->number = g_strdup (gh_statement_get_text (select, 1));
  phone->extension = g_strdup (gh_statement_get_text (select, 2));
  phone->name = g_strdup (gh_statement_get_text (select, 3));
  phone->type = g_strdup (gh_statement_get_text (select, 4));
  phone->platform = g_strdup (gh_statement_get_text (select, 5));
  phone->is_activated = !gh_statement_is_null (select, 6);

  return phone;
}

static void
token_free (gpointer data)
{
  GhUserToken *token = data;

  g_free (token->key);
  g_free (token->type);
  g_free (token->serial);
  g_free (token);
}

static gboolean
is_same_token (gconstpointer a,
               gconstpointer b)
{
  const GhUserToken *x = a;
  const GhUserToken *y = b;

  return g_str_equal (x->key, y->key) && g_str_equal (x->type, y->type) && g_str_equal (x->serial, y->serial);
}

static gpointer
read_token (GhStatement *select)
{
  GhUserToken *token = g_new0 (GhUserToken, 1);

  token->key = g_strdup (gh_statement_get_text (select, 0));
  token->type = g_strdup (gh_statement_get_text (select, 1));
  token->serial = g_strdup (gh_statement_get_text (select, 2));

  return token;
}

static void
membership_free (gpointer data)
{
  GhUserMembership *membership = data;

  g_free (membership->key);
  g_free (membership->name);
  g_free (membership);
}

static gboolean
is_same_membership (gconstpointer a,
                    gconstpointer b)
{
  const GhUserMembership *x = a;
  const GhUserMembership *y = b;

  return g_str_equal (x->key, y->key) && g_str_equal (x->name, y->name) && x->status == y->status;
}

static gpointer
read_membership (GhStatement *select)
{
  GhUserMembership *membership = g_new0 (GhUserMembership, 1);

  membership->key = g_strdup (gh_statement_get_text (select, 0));
  membership->name = g_strdup (gh_statement_get_text (select, 1));
  membership->status = gh_statement_get_int (select, 3);

  return membership;
}

static GPtrArray *
read_list (GhStatement     *select,
           gpointer       (*read) (GhStatement *),
           GDestroyNotify   destroy,
           GError         **error)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (destroy);

  while (gh_statement_step (select, error))
    g_ptr_array_add (list, read (select));

  return list;
}

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

/* --- the data --- */

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
      return is_same_list (FIELD (a, row, GPtrArray *), FIELD (b, row, GPtrArray *), is_same_phone);
    case KIND_TOKENS:
      return is_same_list (FIELD (a, row, GPtrArray *), FIELD (b, row, GPtrArray *), is_same_token);
    default:
      return is_same_list (FIELD (a, row, GPtrArray *), FIELD (b, row, GPtrArray *), is_same_membership);
    }
}

static char *
copy_text (GhStatement *row,
           int          column)
{
  const char *text = gh_statement_get_text (row, column);

  return g_strdup (text != NULL ? text : "");
}

static void
read_row (Data        *data,
          GhStatement *row)
{
  data->key = copy_text (row, GH_USER_COLUMN_KEY);
  data->username = copy_text (row, GH_USER_COLUMN_USERNAME);
  data->realname = copy_text (row, GH_USER_COLUMN_REALNAME);
  data->email = copy_text (row, GH_USER_COLUMN_EMAIL);
  data->notes = copy_text (row, GH_USER_COLUMN_NOTES);
  data->created = gh_statement_get_int (row, GH_USER_COLUMN_CREATED);
  data->last_sync = gh_statement_get_int (row, GH_USER_COLUMN_LAST_SYNC);
  data->directory_disabled = gh_statement_get_int (row, GH_USER_COLUMN_DIRECTORY_DISABLED) != 0;
  data->status = gh_statement_get_int (row, GH_USER_COLUMN_STATUS);
  data->until = gh_statement_get_int (row, GH_USER_COLUMN_UNTIL);
  data->last_login = gh_statement_get_int (row, GH_USER_COLUMN_LAST_LOGIN);
  data->lockout_reason = copy_text (row, GH_USER_COLUMN_LOCKOUT_REASON);
  data->purge_at = gh_statement_get_int (row, GH_USER_COLUMN_PURGE_AT);
  data->effective = gh_statement_get_int (row, GH_USER_COLUMN_EFFECTIVE);
  data->source = copy_text (row, GH_USER_COLUMN_SOURCE);
  data->is_enrolled = gh_statement_get_int (row, GH_USER_COLUMN_ENROLLED) != 0;
}

static gboolean
set_gone (GError **error)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("This user is there no more."));

  return FALSE;
}

/* What the row of lists and reports does not have. */
static gboolean
read_more (Data          *data,
           GhConnection  *connection,
           GError       **error)
{
  g_autoptr (GhStatement) more = gh_connection_prepare (connection, "users/get-more-of-user", error);

  if (more == NULL)
    return FALSE;

  gh_statement_bind_int (more, 1, data->id);
  if (!gh_statement_step (more, error))
    return *error == NULL ? set_gone (error) : FALSE;

  data->revision = gh_statement_get_int (more, 0);
  data->directory = copy_text (more, 1);
  data->trash_origin = gh_statement_get_int (more, 2);
  data->sent = gh_statement_get_int (more, 3);
  data->sent_by = copy_text (more, 4);
  data->status_before = gh_statement_get_int (more, 5);
  data->n_bypass_codes = gh_statement_get_int (more, 6);
  data->n_endpoints = gh_statement_get_int (more, 7);
  data->enrolment_email = copy_text (more, 8);
  data->enrolment_expires = gh_statement_get_int (more, 9);

  return TRUE;
}

static gboolean
read_data (Data          *data,
           GhConnection  *connection,
           gint64         id,
           gint64         now,
           GError       **error)
{
  g_auto (GhUserRows) user = { 0 };
  g_autoptr (GStrvBuilder) aliases = g_strv_builder_new ();
  g_autoptr (GError) local_error = NULL;

  if (!gh_user_rows_init (&user, connection, now, error))
    return FALSE;

  if (gh_user_rows_read (&user, id, &local_error))
    {
      data->id = id;
      read_row (data, user.row);
      while (gh_statement_step (user.aliases, &local_error))
        g_strv_builder_add (aliases, gh_statement_get_text (user.aliases, 1));
      data->aliases = g_strv_builder_end (aliases);
      if (local_error == NULL)
        data->phones = read_list (user.phones, read_phone, phone_free, &local_error);
      if (local_error == NULL)
        data->tokens = read_list (user.tokens, read_token, token_free, &local_error);
      if (local_error == NULL)
        data->groups = read_list (user.groups, read_membership, membership_free, &local_error);
      if (local_error == NULL)
        read_more (data, connection, &local_error);
    }
  else if (local_error == NULL)
    set_gone (&local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
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

gboolean
gh_user_refresh (GhUser        *self,
                 GhConnection  *connection,
                 gint64         now,
                 GError       **error)
{
  g_auto (Data) old = { 0 };
  g_auto (Data) new = { 0 };

  g_return_val_if_fail (GH_IS_USER (self), FALSE);

  if (!read_data (&new, connection, self->data.id, now, error))
    return FALSE;

  old = self->data;
  self->data = new;
  new = (Data) { 0 };

  g_object_freeze_notify (G_OBJECT (self));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!is_same_field (&old, &self->data, i))
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));

  return TRUE;
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

gint64
gh_user_get_effective (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), 0);

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
