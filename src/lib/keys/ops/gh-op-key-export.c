/* SPDX-License-Identifier: GPL-3.0-or-later */
/* K3: what a service gets under systemd: the sub-keys that it needs, and a key of its own to sign with. Before a
 * rotation they come from two master keys, so that the service changes over without a restart (K7). Its form is on the
 * page of formats (J8). */
#include "base/gh-fold.h"
#include "keys/ops/gh-key-record.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* What systemd permits (systemd.unit(5)). */
#define UNIT_MAX_CHARACTERS 255

static gboolean
plan (GhRun   *run,
      GError **error)
{
  GhRefusal refusal = gh_fold_check_name (gh_run_get_text (run, "unit"), UNIT_MAX_CHARACTERS);
  g_autoptr (GPtrArray) keys = NULL;
  const GhKeyRow *newest;
  gint64 next, n_ending = 0;

  run->result->selected = 1;
  if (refusal != GH_REFUSAL_NONE)
    {
      gh_run_refuse (run, refusal, NULL);
      return TRUE;
    }
  if (!gh_key_plan_newest (run, &keys, &newest, error))
    return FALSE;
  if (newest == NULL)
    return TRUE;

  /* The export gets the next number, and the coming key the one behind it. */
  if (gh_run_get_secret (run, "coming-key") != NULL)
    {
      if (!gh_key_read_next_number (run->connection, &next, error))
        return FALSE;
      if (gh_run_get_number (run, "coming", 0) != next + 1)
        {
          gh_run_refuse (run, GH_REFUSAL_CHANGED_SINCE, NULL);
          return TRUE;
        }
    }

  for (guint i = 0; i < keys->len; i++)
    n_ending += ((GhKeyRow *) keys->pdata[i])->is_service && ((GhKeyRow *) keys->pdata[i])->ended == 0;
  gh_run_also (run, "exports-end", n_ending, N_("%s earlier export ends"), N_("%s earlier exports end"));
  gh_run_change (run, newest->number);

  return TRUE;
}

typedef struct {
  GhSecret *text;
  char     *end;
} Credential;

/* A line with bytes in hexadecimal. */
static void
add_bytes (Credential   *self,
           const char   *name,
           const guint8 *bytes,
           gsize         length)
{
  self->end = g_stpcpy (g_stpcpy (self->end, name), ": ");
  sodium_bin2hex (self->end, 2 * length + 1, bytes, length);
  self->end = g_stpcpy (self->end + 2 * length, "\n");
}

static void
add_text (Credential *self,
          const char *name,
          const char *text)
{
  self->end = g_stpcpy (g_stpcpy (g_stpcpy (g_stpcpy (self->end, name), ": "), text), "\n");
}

static void
add_number (Credential *self,
            const char *name,
            gint64      number)
{
  char digits[24];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number);
  add_text (self, name, digits);
}

/* A master key's number and what comes from it for a service: neither the log's seed nor what proves keys. */
static void
add_sub_keys (Credential *self,
              const char *prefix,
              gint64      number,
              GhSecret   *master)
{
  static const struct {
    const char *name;
    GhKeyUse    use;
  } sub_keys[] = {
    { "ghCode__", GH_KEY_CODE },
    { "ghAppl__", GH_KEY_APPL },
    { "ghSeed__", GH_KEY_SEED },
    { "ghLook__", GH_KEY_LOOK },
  };

  self->end = g_stpcpy (self->end, prefix);
  add_number (self, "key", number);
  for (gsize i = 0; i < G_N_ELEMENTS (sub_keys); i++)
    {
      g_autoptr (GhSecret) sub_key = gh_key_derive (master, sub_keys[i].use);

      self->end = g_stpcpy (self->end, prefix);
      add_bytes (self, sub_keys[i].name, gh_secret_get (sub_key, NULL), GH_KEY_BYTES);
    }
}

static GhSecret *
make_credential (GhRun        *run,
                 gint64        master,
                 gint64        number,
                 GhSecret     *seed,
                 const guint8  introduction[GH_SIGNATURE_BYTES])
{
  g_autoptr (GhSecret) in_use = gh_keys_dup_master (gh_keys_of (run->store), master);
  GhSecret *coming = gh_run_get_secret (run, "coming-key");
  const char *unit = gh_run_get_text (run, "unit");
  gsize room = strlen (unit) + 2048;
  g_autoptr (GhSecret) whole = gh_secret_new (room);
  Credential credential = { whole, (char *) gh_secret_get (whole, NULL) };

  if (in_use == NULL)
    return NULL;

  add_text (&credential, "gatehouse-credential", "1");
  add_text (&credential, "organisation", gh_store_get_organisation_key (run->store));
  add_text (&credential, "unit", unit);
  add_sub_keys (&credential, "", master, in_use);
  if (coming != NULL)
    add_sub_keys (&credential, "coming-", gh_run_get_number (run, "coming", 0), coming);
  add_number (&credential, "service-key", number);
  add_bytes (&credential, "service-seed", gh_secret_get (seed, NULL), crypto_sign_SEEDBYTES);
  add_bytes (&credential, "introduction", introduction, GH_SIGNATURE_BYTES);

  return gh_secret_copy (gh_secret_get (whole, NULL), credential.end - (char *) gh_secret_get (whole, NULL));
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  gint64 master = g_array_index (run->changes, gint64, 0);
  g_autoptr (GhSecret) seed = gh_secret_new_random (crypto_sign_SEEDBYTES);
  g_autoptr (GhSecret) signing = gh_secret_new (crypto_sign_SECRETKEYBYTES);
  g_autoptr (GhSecret) credential = NULL;
  guint8 public_key[GH_PUBLIC_BYTES], introduction[GH_SIGNATURE_BYTES];
  GhSecret *coming = gh_run_get_secret (run, "coming-key");
  gint64 number;

  if (coming != NULL && !gh_key_check_length (coming, error))
    return FALSE;

  crypto_sign_seed_keypair (public_key, gh_secret_get (signing, NULL), gh_secret_get (seed, NULL));
  if (!gh_key_read_next_number (run->connection, &number, error) ||
      !gh_key_introduce (run, TRUE, number, public_key, master, introduction, error))
    return FALSE;

  credential = make_credential (run, master, number, seed, introduction);
  if (credential == NULL)
    return gh_refusal_set_error (GH_REFUSAL_KEY_NOT_OPEN, error, NULL);

  gh_run_show_secret (run, GH_KEY_CREDENTIAL, credential);

  return gh_key_insert_service (run, number, public_key, introduction, master, gh_run_get_text (run, "unit"), error) &&
         gh_key_end (run, "service", 0, error);
}

static const GhParameter parameters[] = {
  { "unit", GH_PARAMETER_TEXT, TRUE, N_("Unit of systemd that it is for") },
  { "coming", GH_PARAMETER_NUMBER, FALSE, N_("The number that the coming key gets") },
  { "coming-key", GH_PARAMETER_SECRET, FALSE, N_("The key that a rotation is about to put in place") },
  { NULL },
};

const GhOperation gh_op_key_export = {
  .name = "key.export",
  .label = N_("Export Keys for the Service"),
  .done = GH_PLURAL ("%s export made", "%s exports made"),
  .no_undo_reason = N_("What was exported has left the house."),
  .has_no_menu = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
