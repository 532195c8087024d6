/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user.h"

#include "base/gh-field.h"
#include "phones/gh-phone-number.h"
#include "users/gh-user-block.h"
#include "verification/gh-facts.h"

/* All that is read of one user. */
typedef struct {
  GhUserRow     row;
  GhUserBlock  *block;               /* has the texts and lists of row */
  GStringChunk *texts;               /* has the others */
  gint64        revision;
  GStrv         aliases;
  GStrv         numbers;             /* of row.phones, to be read */
  GhUserApp    *apps;                /* of row.phones */
  const char   *directory;
  gint64        status_before;
  gboolean      is_enrolled;
  const char   *enrolment_email;
  gint64        enrolment_expires;
  GStrv         locked_at;
  GArray       *codes;
  GStrv         endpoints;
} Data;

struct _GhUser
{
  GObject parent_instance;

  Data    data;
};

G_DEFINE_FINAL_TYPE (GhUser, gh_user, G_TYPE_OBJECT)

/* --- comparing --- */

static gboolean
is_same_phone (gconstpointer a,
               gconstpointer b)
{
  const GhRowPhone *x = a;
  const GhRowPhone *y = b;

  return g_str_equal (x->key, y->key) && g_str_equal (x->number, y->number) &&
         g_str_equal (x->extension, y->extension) && g_str_equal (x->name, y->name) &&
         g_str_equal (x->type, y->type) && g_str_equal (x->platform, y->platform) &&
         x->is_activated == y->is_activated;
}

static gboolean
is_same_app (gconstpointer a,
             gconstpointer b)
{
  const GhUserApp *x = a;
  const GhUserApp *y = b;

  return x->state == y->state && x->until == y->until;
}

static gboolean
is_same_token (gconstpointer a,
               gconstpointer b)
{
  const GhRowToken *x = a;
  const GhRowToken *y = b;

  return g_str_equal (x->key, y->key) && g_str_equal (x->type, y->type) && g_str_equal (x->serial, y->serial);
}

static gboolean
is_same_group (gconstpointer a,
               gconstpointer b)
{
  const GhRowGroup *x = *(const GhRowGroup *const *) a;
  const GhRowGroup *y = *(const GhRowGroup *const *) b;

  return g_str_equal (x->key, y->key) && g_str_equal (x->name, y->name) && x->status == y->status;
}

static gboolean
is_same_code (gconstpointer a,
              gconstpointer b)
{
  const GhUserCode *x = a;
  const GhUserCode *y = b;

  return g_str_equal (x->key, y->key) && g_str_equal (x->created_by, y->created_by) && x->created == y->created &&
         x->expires == y->expires && x->uses == y->uses;
}

static gboolean
is_same_list (gconstpointer   a,
              guint           n_a,
              gconstpointer   b,
              guint           n_b,
              gsize           size,
              gboolean      (*is_same) (gconstpointer, gconstpointer))
{
  if (n_a != n_b)
    return FALSE;

  for (gsize i = 0; i < n_a * size; i += size)
    if (!is_same ((const char *) a + i, (const char *) b + i))
      return FALSE;

  return TRUE;
}

static gboolean
is_same_phones (const Data *a,
                const Data *b)
{
  return is_same_list (a->row.phones, a->row.n_phones, b->row.phones, b->row.n_phones, sizeof *a->row.phones,
                       is_same_phone) &&
         is_same_list (a->apps, a->row.n_phones, b->apps, b->row.n_phones, sizeof *a->apps, is_same_app);
}

static gboolean
is_same_tokens (const Data *a,
                const Data *b)
{
  return is_same_list (a->row.tokens, a->row.n_tokens, b->row.tokens, b->row.n_tokens, sizeof *a->row.tokens,
                       is_same_token);
}

static gboolean
is_same_groups (const Data *a,
                const Data *b)
{
  return is_same_list (a->row.groups, a->row.n_groups, b->row.groups, b->row.n_groups, sizeof *a->row.groups,
                       is_same_group);
}

static gboolean
is_same_codes (const Data *a,
               const Data *b)
{
  return is_same_list (a->codes->data, a->codes->len, b->codes->data, b->codes->len, sizeof (GhUserCode), is_same_code);
}

/* --- properties --- */

static const struct {
  GhField    field;
  gboolean (*is_same) (const Data *a, const Data *b);  /* NULL: as the field says */
} rows[] = {
  { { "id", GH_FIELD_NUMBER, G_STRUCT_OFFSET (Data, row.facts.id) } },
  { { "key", GH_FIELD_TEXT, G_STRUCT_OFFSET (Data, row.key) } },
  { { "revision", GH_FIELD_NUMBER, G_STRUCT_OFFSET (Data, revision) } },
  { { "username", GH_FIELD_TEXT, G_STRUCT_OFFSET (Data, row.username) } },
  { { "realname", GH_FIELD_TEXT, G_STRUCT_OFFSET (Data, row.realname) } },
  { { "firstname", GH_FIELD_TEXT, G_STRUCT_OFFSET (Data, row.firstname) } },
  { { "lastname", GH_FIELD_TEXT, G_STRUCT_OFFSET (Data, row.lastname) } },
  { { "email", GH_FIELD_TEXT, G_STRUCT_OFFSET (Data, row.email) } },
  { { "notes", GH_FIELD_TEXT, G_STRUCT_OFFSET (Data, row.notes) } },
  { { "aliases", GH_FIELD_TEXTS, G_STRUCT_OFFSET (Data, aliases) } },
  { { "status", GH_FIELD_ENUM, G_STRUCT_OFFSET (Data, row.facts.status) } },
  { { "until", GH_FIELD_NUMBER, G_STRUCT_OFFSET (Data, row.facts.until) } },
  { { "effective", GH_FIELD_ENUM, G_STRUCT_OFFSET (Data, row.status) } },
  { { "locked", GH_FIELD_NUMBER, G_STRUCT_OFFSET (Data, row.facts.locked) } },
  { { "locked-until", GH_FIELD_NUMBER, G_STRUCT_OFFSET (Data, row.facts.locked_until) } },
  { { "locked-at", GH_FIELD_TEXTS, G_STRUCT_OFFSET (Data, locked_at) } },
  { { "source", GH_FIELD_TEXT, G_STRUCT_OFFSET (Data, row.source) } },
  { { "lockout-reason", GH_FIELD_TEXT, G_STRUCT_OFFSET (Data, row.lockout_reason) } },
  { { "created", GH_FIELD_NUMBER, G_STRUCT_OFFSET (Data, row.created) } },
  { { "last-login", GH_FIELD_NUMBER, G_STRUCT_OFFSET (Data, row.last_login) } },
  { { "last-sync", GH_FIELD_NUMBER, G_STRUCT_OFFSET (Data, row.last_sync) } },
  { { "directory", GH_FIELD_TEXT, G_STRUCT_OFFSET (Data, directory) } },
  { { "directory-disabled", GH_FIELD_FLAG, G_STRUCT_OFFSET (Data, row.facts.directory_disabled) } },
  { { "trash-origin", GH_FIELD_ENUM, G_STRUCT_OFFSET (Data, row.facts.trash_origin) } },
  { { "sent", GH_FIELD_NUMBER, G_STRUCT_OFFSET (Data, row.sent) } },
  { { "sent-by", GH_FIELD_TEXT, G_STRUCT_OFFSET (Data, row.sent_by) } },
  { { "purge-at", GH_FIELD_NUMBER, G_STRUCT_OFFSET (Data, row.facts.purge_at) } },
  { { "status-before", GH_FIELD_NUMBER, G_STRUCT_OFFSET (Data, status_before) } },
  { { "is-enrolled", GH_FIELD_FLAG, G_STRUCT_OFFSET (Data, is_enrolled) } },
  { { "enrolment-email", GH_FIELD_TEXT, G_STRUCT_OFFSET (Data, enrolment_email) } },
  { { "enrolment-expires", GH_FIELD_NUMBER, G_STRUCT_OFFSET (Data, enrolment_expires) } },
  { { "phones", GH_FIELD_POINTER, G_STRUCT_OFFSET (Data, row.phones) }, is_same_phones },
  { { "tokens", GH_FIELD_POINTER, G_STRUCT_OFFSET (Data, row.tokens) }, is_same_tokens },
  { { "groups", GH_FIELD_POINTER, G_STRUCT_OFFSET (Data, row.groups) }, is_same_groups },
  { { "codes", GH_FIELD_POINTER, G_STRUCT_OFFSET (Data, codes) }, is_same_codes },
  { { "endpoints", GH_FIELD_TEXTS, G_STRUCT_OFFSET (Data, endpoints) } },
};

static GParamSpec *properties[G_N_ELEMENTS (rows)];

static gboolean
is_same_field (const Data *a,
               const Data *b,
               gsize       row)
{
  return rows[row].is_same != NULL ? rows[row].is_same (a, b) : gh_field_is_same (&rows[row].field, a, b);
}

/* --- reading --- */

static const char *
keep (Data        *data,
      GhStatement *row,
      int          column)
{
  const char *text = gh_statement_get_text (row, column);

  return g_string_chunk_insert (data->texts, text != NULL ? text : "");
}

static gboolean
read_row (Data          *data,
          GhConnection  *connection,
          gint64         id,
          gint64         now,
          GError       **error)
{
  g_autoptr (GStrvBuilder) aliases = g_strv_builder_new ();

  data->block = gh_user_block_new (connection, now, error);
  if (data->block == NULL || !gh_user_block_read (data->block, &id, 1, error))
    return FALSE;

  data->row = *gh_user_block_get_row (data->block, 0);
  if (data->row.lockout_reason == NULL)
    data->row.lockout_reason = "";
  if (data->row.sent_by == NULL)
    data->row.sent_by = "";
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    if (data->row.aliases[i] != NULL)
      g_strv_builder_add (aliases, data->row.aliases[i]);
  data->aliases = g_strv_builder_end (aliases);
  data->is_enrolled = gh_user_row_is_enrolled (&data->row);

  data->numbers = g_new0 (char *, data->row.n_phones + 1);
  for (guint i = 0; i < data->row.n_phones; i++)
    data->numbers[i] = gh_phone_number_format (data->row.phones[i].number);

  return TRUE;
}

static gboolean
read_apps (Data          *data,
           GhConnection  *connection,
           gint64         id,
           gint64         now,
           GError       **error)
{
  g_autoptr (GArray) credentials = gh_held_credentials_read (connection, id, now, error);

  if (credentials == NULL)
    return FALSE;

  data->apps = g_new0 (GhUserApp, data->row.n_phones);
  for (guint i = 0; i < data->row.n_phones; i++)
    data->apps[i].state = gh_app_state_find (credentials, data->row.phones[i].key, data->row.phones[i].is_activated,
                                             &data->apps[i].until);

  return TRUE;
}

/* Reads what rows of lists and reports lack. */
static gboolean
read_more (Data          *data,
           GhConnection  *connection,
           gint64         id,
           GError       **error)
{
  g_autoptr (GhStatement) more = gh_connection_prepare (connection, "users/get-more-of-user", error);

  if (more == NULL)
    return FALSE;

  gh_statement_bind_int (more, 1, id);
  if (!gh_statement_require (more, error))
    return FALSE;

  data->revision = gh_statement_get_int (more, 0);
  data->directory = keep (data, more, 1);
  data->status_before = gh_statement_get_int (more, 2);
  data->enrolment_email = keep (data, more, 3);
  data->enrolment_expires = gh_statement_get_int (more, 4);

  return TRUE;
}

static gboolean
read_codes (Data          *data,
            GhConnection  *connection,
            gint64         id,
            GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "users/list-codes-of-user", error);

  if (select == NULL)
    return FALSE;

  data->codes = g_array_new (FALSE, FALSE, sizeof (GhUserCode));
  gh_statement_bind_int (select, 1, id);
  while (gh_statement_next (select))
    {
      const GhUserCode code = {
        .key = keep (data, select, 0),
        .created = gh_statement_get_int (select, 1),
        .created_by = keep (data, select, 2),
        .expires = gh_statement_get_int (select, 3),
        .uses = gh_statement_get_int (select, 4),
      };

      g_array_append_val (data->codes, code);
    }

  return gh_statement_finish (select, error);
}

/* The texts in the first column. */
static GStrv
take_texts (GhStatement  *select,
            GError      **error)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  while (gh_statement_next (select))
    g_strv_builder_add (texts, gh_statement_get_text (select, 0));

  return gh_statement_finish (select, error) ? g_strv_builder_end (texts) : NULL;
}

GStrv
gh_user_read_locked_at (GhConnection  *connection,
                        gint64         id,
                        gint64         now,
                        GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "users/list-locked-at", error, "ii", id, now);

  return take_texts (select, error);
}

static gboolean
read_lists (Data          *data,
            GhConnection  *connection,
            gint64         id,
            gint64         now,
            GError       **error)
{
  g_autoptr (GhStatement) endpoints = gh_connection_query (connection, "users/list-endpoints-of-user", error, "ii", id,
                                                           now - GH_ENDPOINT_SECONDS);

  data->endpoints = take_texts (endpoints, error);
  if (data->endpoints == NULL)
    return FALSE;

  data->locked_at = gh_user_read_locked_at (connection, id, now, error);

  return data->locked_at != NULL;
}

/* --- the object --- */

static void
gh_user_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  gh_field_get (&rows[id - 1].field, &GH_USER (object)->data, value);
}

static void
gh_user_finalize (GObject *object)
{
  GhUser *self = GH_USER (object);

  g_clear_pointer (&self->data.block, gh_user_block_free);
  g_string_chunk_free (self->data.texts);
  g_strfreev (self->data.aliases);
  g_strfreev (self->data.numbers);
  g_free (self->data.apps);
  g_clear_pointer (&self->data.codes, g_array_unref);
  g_strfreev (self->data.endpoints);
  g_strfreev (self->data.locked_at);

  G_OBJECT_CLASS (gh_user_parent_class)->finalize (object);
}

static void
gh_user_class_init (GhUserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_user_get_property;
  object_class->finalize = gh_user_finalize;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      properties[i] = gh_field_make_property (&rows[i].field);
      g_object_class_install_property (object_class, i + 1, properties[i]);
    }
}

static void
gh_user_init (GhUser *self)
{
  self->data.texts = g_string_chunk_new (256);
}

GhUser *
gh_user_load (GhConnection  *connection,
              gint64         id,
              gint64         now,
              GError       **error)
{
  g_autoptr (GhUser) self = g_object_new (GH_TYPE_USER, NULL);
  Data *data = &self->data;

  if (!read_row (data, connection, id, now, error) || !read_apps (data, connection, id, now, error) ||
      !read_more (data, connection, id, error) || !read_codes (data, connection, id, error) ||
      !read_lists (data, connection, id, now, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gh_user_take (GhUser *self,
              GhUser *other)
{
  Data old;

  g_return_if_fail (GH_IS_USER (self) && GH_IS_USER (other) && self != other);
  g_return_if_fail (self->data.row.facts.id == other->data.row.facts.id);

  old = self->data;
  self->data = other->data;
  other->data = old;

  g_object_freeze_notify (G_OBJECT (self));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!is_same_field (&old, &self->data, i))
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
  g_object_unref (other);
}

const GhUserRow *
gh_user_get_row (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return &self->data.row;
}

gint64
gh_user_get_revision (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), 0);

  return self->data.revision;
}

const char *const *
gh_user_get_aliases (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return (const char *const *) self->data.aliases;
}

const char *const *
gh_user_get_numbers (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return (const char *const *) self->data.numbers;
}

const GhUserApp *
gh_user_get_apps (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->data.apps;
}

GArray *
gh_user_get_codes (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->data.codes;
}

const char *const *
gh_user_get_endpoints (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return (const char *const *) self->data.endpoints;
}

const char *const *
gh_user_get_locked_at (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return (const char *const *) self->data.locked_at;
}
