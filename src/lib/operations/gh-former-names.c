/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-former-names.h"

#include "base/gh-netstring.h"
#include "base/gh-spelling.h"

#include <sodium.h>
#include <string.h>

typedef struct {
  guint8 hash[GH_HASH_BYTES];
  gint64 time;
} FormerName;

struct _GhAbandonedNames {
  GBytes    *salt;     /* nullable */
  GArray    *former;   /* FormerName */
  GPtrArray *leaving;  /* name keys */
};

void
gh_former_names_hash (gconstpointer  salt,
                      gsize          salt_length,
                      const char    *text,
                      guint8         hash[GH_HASH_BYTES])
{
  g_autoptr (GByteArray) bytes = gh_netstrings_new ("sbs", "gatehouse-name-1", salt, salt_length, text);

  crypto_hash_sha256 (hash, bytes->data, bytes->len);
}

static GBytes *
read_salt (GhConnection  *connection,
           GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "operations/get-salt", error, "");
  const guint8 *salt;
  gsize length;

  if (!gh_statement_require (select, error))
    return NULL;

  salt = gh_statement_get_blob (select, 0, &length);

  return g_bytes_new (salt, length);
}

static GBytes *
hash_text (GBytes     *salt,
           const char *text)
{
  guint8 hash[GH_HASH_BYTES];
  gsize length;
  gconstpointer bytes = g_bytes_get_data (salt, &length);

  gh_former_names_hash (bytes, length, text, hash);

  return g_bytes_new (hash, sizeof hash);
}

GBytes *
gh_former_names_hash_with (GhConnection  *connection,
                           const char    *text,
                           GError       **error)
{
  g_autoptr (GBytes) salt = read_salt (connection, error);

  return salt != NULL ? hash_text (salt, text) : NULL;
}

static gboolean
insert (GhConnection  *directory,
        GBytes        *hash,
        gint64         time,
        GError       **error)
{
  return gh_connection_run (directory, "operations/insert-former-name", error, "bi", hash, time);
}

static gboolean
note (GhConnection  *directory,
      GBytes        *salt,
      const char    *name_key,
      gint64         now,
      GError       **error)
{
  g_auto (GStrv) texts = gh_spelling_list_left (name_key);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (GBytes) hash = hash_text (salt, texts[i]);

      if (!insert (directory, hash, now, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
gh_former_names_note (GhConnection  *directory,
                      gint64         now,
                      GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (directory, "operations/list-left-names", error, "");
  g_autoptr (GBytes) salt = NULL;

  while (gh_statement_next (select))
    {
      if (salt == NULL && (salt = read_salt (directory, error)) == NULL)
        return FALSE;
      if (!note (directory, salt, gh_statement_get_text (select, 0), now, error))
        return FALSE;
    }

  return gh_statement_finish (select, error) && gh_connection_run (directory, "operations/clear-left-names", error, "");
}

gboolean
gh_former_names_has (GhConnection        *connection,
                     const char *const   *texts,
                     gboolean            *was,
                     GError             **error)
{
  g_autoptr (GBytes) salt = read_salt (connection, error);

  *was = FALSE;
  if (salt == NULL)
    return FALSE;

  for (; *texts != NULL && !*was; texts++)
    {
      g_autoptr (GBytes) hash = hash_text (salt, *texts);
      gint64 found;

      if (!gh_connection_get_number (connection, "operations/has-former-name", &found, error, "b", hash))
        return FALSE;
      *was = found != 0;
    }

  return TRUE;
}

/* --- a directory that gives way to a backup --- */

GhAbandonedNames *
gh_abandoned_names_new (void)
{
  GhAbandonedNames *self = g_new0 (GhAbandonedNames, 1);

  self->former = g_array_new (FALSE, FALSE, sizeof (FormerName));
  self->leaving = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
gh_abandoned_names_free (GhAbandonedNames *self)
{
  g_clear_pointer (&self->salt, g_bytes_unref);
  g_array_unref (self->former);
  g_ptr_array_unref (self->leaving);
  g_free (self);
}

gboolean
gh_abandoned_names_read_former (GhAbandonedNames  *self,
                                GhConnection      *directory,
                                GError           **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (directory, "operations/list-former-names", error, "");

  while (gh_statement_next (select))
    {
      FormerName name = { .time = gh_statement_get_int (select, 1) };
      gsize length;
      const guint8 *hash = gh_statement_get_blob (select, 0, &length);

      if (length != sizeof name.hash)
        continue;
      memcpy (name.hash, hash, sizeof name.hash);
      g_array_append_val (self->former, name);
    }
  if (!gh_statement_finish (select, error))
    return FALSE;

  g_clear_pointer (&self->salt, g_bytes_unref);
  self->salt = read_salt (directory, error);

  return self->salt != NULL;
}

gboolean
gh_abandoned_names_read_leaving (GhAbandonedNames  *self,
                                 GhConnection      *connection,
                                 GError           **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "operations/list-names-leaving", error, "");

  while (gh_statement_next (select))
    g_ptr_array_add (self->leaving, g_strdup (gh_statement_get_text (select, 0)));

  return gh_statement_finish (select, error);
}

GBytes *
gh_abandoned_names_get_salt (const GhAbandonedNames *self)
{
  return self->salt;
}

gboolean
gh_abandoned_names_hand_over (const GhAbandonedNames  *self,
                              GhConnection            *directory,
                              GError                 **error)
{
  for (guint i = 0; i < self->former->len; i++)
    {
      const FormerName *name = &g_array_index (self->former, FormerName, i);
      g_autoptr (GBytes) hash = g_bytes_new (name->hash, sizeof name->hash);

      if (!insert (directory, hash, name->time, error))
        return FALSE;
    }

  for (guint i = 0; i < self->leaving->len; i++)
    if (!gh_connection_run (directory, "operations/add-left-name", error, "s", self->leaving->pdata[i]))
      return FALSE;

  return TRUE;
}
