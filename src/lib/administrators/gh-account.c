/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-account.h"

#include "administrators/gh-administrator-credential.h"
#include "administrators/gh-administrator-record.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* How far above its beginning a new events file wants a step to be: what was typed just before may not be in it (X). */
#define STEPS_AFTER_BEGINNING 5

/* The columns of list-account.sql. */
typedef enum {
  KIND,
  KEY,
  SALT,
  PASSES,
  MEMORY,
  VERIFIER,
  SEED,
  START,
  IS_ALIVE,
  IS_OF_FILE,
  LAST,
  IS_SURE,
  BEGAN,
} Column;

static gboolean
copy_blob (GhStatement *select,
           Column       column,
           guint8      *bytes,
           gsize        wanted)
{
  gsize length;
  const guint8 *blob = gh_statement_get_blob (select, column, &length);

  if (blob == NULL || length != wanted)
    return FALSE;

  memcpy (bytes, blob, wanted);

  return TRUE;
}

static gboolean
read_password (GhAccount   *self,
               GhStatement *select)
{
  self->cost.passes = gh_statement_get_int (select, PASSES);
  self->cost.memory = gh_statement_get_int (select, MEMORY);
  g_strlcpy (self->password, gh_statement_get_text (select, KEY), sizeof self->password);

  return copy_blob (select, SALT, self->cost.salt, sizeof self->cost.salt) &&
         copy_blob (select, VERIFIER, self->verifier, sizeof self->verifier);
}

/* Where the events file is not the one that knows how far the factor was used, only a step above that file's beginning is
 * certainly new (X). */
static gboolean
read_factor (GhAccount   *self,
             GhStatement *select)
{
  gboolean is_used = !gh_statement_is_null (select, LAST);
  gboolean is_sure = gh_statement_get_int (select, is_used ? IS_SURE : IS_OF_FILE) != 0;
  gsize length;
  const guint8 *seed = gh_statement_get_blob (select, SEED, &length);

  if (seed == NULL)
    return FALSE;

  self->last_step = MAX (gh_statement_get_int (select, START), 1) - 1;
  if (is_used)
    self->last_step = MAX (self->last_step, gh_statement_get_int (select, LAST));
  if (!is_sure)
    self->last_step = MAX (self->last_step,
                           gh_statement_get_int (select, BEGAN) / GH_FACTOR_PERIOD + STEPS_AFTER_BEGINNING);
  self->seed = g_bytes_new (seed, length);
  g_strlcpy (self->factor, gh_statement_get_text (select, KEY), sizeof self->factor);

  return TRUE;
}

/* Codes that are dead are none. */
static gboolean
read_codes (GhAccount   *self,
            GhStatement *select,
            gboolean     is_set_up)
{
  if (!gh_statement_get_int (select, IS_ALIVE))
    return TRUE;

  if (!is_set_up)
    {
      g_strlcpy (self->recovery, gh_statement_get_text (select, KEY), sizeof self->recovery);
      return copy_blob (select, VERIFIER, self->recovery_verifier, sizeof self->recovery_verifier);
    }

  g_strlcpy (self->set_up, gh_statement_get_text (select, KEY), sizeof self->set_up);

  return copy_blob (select, VERIFIER, self->set_up_verifier, sizeof self->set_up_verifier);
}

static gboolean
set_damaged (const GhAccount  *self,
             GError          **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED,
               _("What “%s” signs in with is damaged: an owner can reset the password."), self->facts.email);

  return FALSE;
}

static gboolean
read_credentials (GhAccount     *self,
                  GhConnection  *connection,
                  gint64         now,
                  GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "administrators/list-account", error, "ii",
                                                        self->facts.id, now);
  gboolean ok = TRUE;

  while (ok && gh_statement_next (select))
    {
      const char *kind = gh_statement_get_text (select, KIND);

      if (strcmp (kind, GH_ACCOUNT_PASSWORD) == 0)
        ok = read_password (self, select);
      else if (strcmp (kind, GH_ACCOUNT_FACTOR) == 0)
        ok = read_factor (self, select);
      else
        ok = read_codes (self, select, strcmp (kind, GH_ACCOUNT_SET_UP) == 0);
    }
  if (ok)
    return gh_statement_finish (select, error);

  return set_damaged (self, error);
}

static gboolean
read_recovery_codes (GhAccount     *self,
                     GhConnection  *connection,
                     GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "administrators/list-recovery-codes", error, "s",
                                                        self->recovery);
  crypto_hash_sha256_state state;
  guint8 all[GH_ONE_TIME_VERIFIER_BYTES];

  crypto_hash_sha256_init (&state);
  while (gh_statement_next (select))
    {
      GhRecoveryCode code = { .number = gh_statement_get_int (select, 0),
                              .is_used = gh_statement_get_int (select, 2) != 0 };

      if (copy_blob (select, 1, code.verifier, sizeof code.verifier))
        g_array_append_val (self->codes, code);
      crypto_hash_sha256_update (&state, code.verifier, sizeof code.verifier);
    }
  if (!gh_statement_finish (select, error))
    return FALSE;

  crypto_hash_sha256_final (&state, all);

  return *self->recovery == '\0' || memcmp (all, self->recovery_verifier, sizeof all) == 0 || set_damaged (self, error);
}

static gboolean
read_era (GhAccount     *self,
          GhConnection  *connection,
          GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "administrators/get-era", error, "");

  if (gh_statement_next (select))
    g_strlcpy (self->era, gh_statement_get_text (select, 0), sizeof self->era);

  return gh_statement_finish (select, error);
}

static void
init (GhAccount *self)
{
  *self = (GhAccount) { .codes = g_array_new (FALSE, FALSE, sizeof (GhRecoveryCode)) };
}

static gboolean
read_rest (GhAccount     *self,
           GhConnection  *connection,
           gint64         now,
           GError       **error)
{
  return self->facts.id == 0 ||
         (read_era (self, connection, error) && read_credentials (self, connection, now, error) &&
          read_recovery_codes (self, connection, error));
}

gboolean
gh_account_read (GhAccount     *self,
                 GhConnection  *connection,
                 const char    *email,
                 gint64         now,
                 GError       **error)
{
  init (self);

  return gh_administrator_facts_find (&self->facts, connection, email, now, error) &&
         read_rest (self, connection, now, error);
}

gboolean
gh_account_read_id (GhAccount     *self,
                    GhConnection  *connection,
                    gint64         id,
                    gint64         now,
                    GError       **error)
{
  init (self);

  return gh_administrator_facts_read (&self->facts, connection, id, now, error) &&
         read_rest (self, connection, now, error);
}

void
gh_account_clear (GhAccount *self)
{
  gh_administrator_facts_clear (&self->facts);
  g_clear_pointer (&self->seed, g_bytes_unref);
  g_clear_pointer (&self->codes, g_array_unref);
}
