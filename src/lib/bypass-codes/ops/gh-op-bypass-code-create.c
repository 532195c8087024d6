/* SPDX-License-Identifier: GPL-3.0-or-later */
/* B1, B3: bypass codes for users, shown once. */
#include "base/gh-id.h"
#include "bypass-codes/gh-bypass-code-lookup.h"
#include "bypass-codes/gh-bypass-code-record.h"
#include "bypass-codes/gh-bypass-code-rules.h"
#include "bypass-codes/gh-bypass-code-target.h"
#include "keys/gh-key-list.h"
#include "keys/ops/gh-sealed-record.h"
#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-user-record.h"
#include "users/gh-user-target.h"
#include "verification/gh-passcode.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

/* The payload names no more of them. */
#define MAX_KEYS 100

typedef struct {
  GhBypassCodeWish  wish;
  GhPasscode        own;
  GhSecret         *look_key;  /* NULL while rehearsing */
  GError           *error;     /* of a decision */
  JsonArray        *keys;      /* of the codes made */
} Making;

static void
making_free (gpointer data)
{
  Making *self = data;

  gh_passcode_clear (&self->own);
  g_clear_pointer (&self->look_key, gh_secret_unref);
  g_clear_error (&self->error);
  json_array_unref (self->keys);
  g_free (self);
}

static gboolean
has_had (GhRun     *run,
         Making    *self,
         gint64     user_id,
         GhSecret  *code,
         gboolean  *found,
         GError   **error)
{
  guint8 lookup[GH_KEYED_HASH_BYTES];
  g_autoptr (GBytes) bytes = NULL;
  gint64 number = 0;
  gboolean ok;

  gh_bypass_code_get_lookup (self->look_key, user_id, code, lookup);
  bytes = g_bytes_new (lookup, sizeof lookup);
  ok = gh_connection_get_number (run->connection, "bypass-codes/has-had-code", &number, error, "ib", user_id, bytes);
  *found = number != 0;

  return ok;
}

static GhRefusal
decide (GhRun             *run,
        const GhUserFacts *facts)
{
  Making *self = run->data;
  gboolean has_it = FALSE;
  gint64 n_living = 0;

  if (self->error != NULL ||
      !gh_connection_get_number (run->connection, "bypass-codes/count-living-of-user", &n_living, &self->error, "ii",
                                 facts->id, run->now))
    return GH_REFUSAL_NONE;
  if (n_living + self->wish.count > GH_BYPASS_CODES_OF_USER)
    return GH_REFUSAL_TOO_MANY_CODES;

  if (self->wish.digits != NULL && self->look_key != NULL)
    {
      g_autoptr (GhSecret) own = gh_secret_copy (self->own.text, self->own.length);

      if (has_had (run, self, facts->id, own, &has_it, &self->error) && has_it)
        return GH_REFUSAL_CODE_HAD_BEFORE;
    }

  return GH_REFUSAL_NONE;
}

/* What is asked for, or why it cannot be. */
static GhRefusal
read_wish (GhRun  *run,
           Making *self)
{
  GhSecret *own = gh_run_get_secret (run, "code");
  gboolean is_limited = run->actor->role == GH_ROLE_HELP_DESK &&
                        g_strcmp0 (run->settings.helpdesk_bypass, "limit") == 0;

  self->wish.count = gh_run_get_number (run, "count", 1);
  self->wish.uses = gh_run_get_number (run, "uses", GH_BYPASS_CODE_USES);
  self->wish.minutes = gh_run_get_number (run, "minutes", is_limited ? run->settings.helpdesk_bypass_expiration
                                                                     : GH_BYPASS_CODE_MINUTES);
  if (own != NULL)
    {
      if (!gh_passcode_read (&self->own, (const char *) gh_secret_get (own, NULL)))
        return GH_REFUSAL_CODE_DIGITS;
      self->wish.digits = self->own.text;
    }

  return gh_bypass_code_check (&self->wish, run->actor->role, &run->settings);
}

static gboolean
take_look_key (GhRun      *run,
               Making     *self,
               GhRefusal  *refusal,
               GError    **error)
{
  g_autoptr (GPtrArray) keys = gh_key_list (run->connection, error);
  const GhKeyRow *newest = keys != NULL ? gh_key_list_find_master (keys) : NULL;

  if (keys == NULL)
    return FALSE;

  if (newest != NULL)
    self->look_key = gh_keys_dup_sub_key (gh_keys_of (run->store), newest->number, GH_KEY_LOOK);
  /* Rehearsing needs no open key. */
  if (newest == NULL)
    *refusal = GH_REFUSAL_NO_KEY;
  else if (self->look_key == NULL && !run->is_rehearsal)
    *refusal = GH_REFUSAL_KEY_NOT_OPEN;

  return TRUE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  Making *self = g_new0 (Making, 1);
  GhRefusal refusal;

  self->keys = json_array_new ();
  run->data = self;
  run->data_free = making_free;

  refusal = read_wish (run, self);
  if (refusal != GH_REFUSAL_NONE)
    {
      gh_run_refuse (run, refusal, NULL);
      return TRUE;
    }

  if (!take_look_key (run, self, &refusal, error) || !gh_user_plan (run, decide, error))
    return FALSE;
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  gh_run_limit_secrets (run, run->changes->len * self->wish.count);
  if (self->wish.digits != NULL && run->targets->len > 1)
    refusal = GH_REFUSAL_ONE_OWN_CODE;
  if (refusal != GH_REFUSAL_NONE && run->changes->len > 0)
    gh_run_refuse (run, refusal, NULL);
  else if (gh_bypass_code_needs_passcode (&self->wish, run->changes->len))
    gh_run_need_passcode (run);

  return TRUE;
}

static GhSecret *
generate (void)
{
  GhSecret *code = gh_secret_new (GH_BYPASS_CODE_DIGITS);
  guint8 *digits = gh_secret_get (code, NULL);

  do
    for (guint i = 0; i < GH_BYPASS_CODE_DIGITS; i++)
      digits[i] = '0' + randombytes_uniform (10);
  while (gh_bypass_code_is_guessable ((const char *) digits));

  return code;
}

/* One that the user has not had. */
static GhSecret *
draw_code (GhRun     *run,
           Making    *self,
           gint64     user_id,
           GError   **error)
{
  gboolean has_it;

  if (self->wish.digits != NULL)
    return gh_secret_copy (self->own.text, self->own.length);

  for (;;)
    {
      g_autoptr (GhSecret) code = generate ();

      if (!has_had (run, self, user_id, code, &has_it, error))
        return NULL;
      if (!has_it)
        return g_steal_pointer (&code);
    }
}

static gboolean
write_code (GhRun     *run,
            Making    *self,
            gint64     user_id,
            GhSecret  *code,
            GError   **error)
{
  guint8 lookup[GH_KEYED_HASH_BYTES];
  g_autofree char *key = gh_id_new (GH_ID_BYPASS_CODE);
  g_autofree char *maker = gh_bypass_code_dup_maker (run->actor);
  g_autoptr (GBytes) bytes = NULL;
  gint64 expires = self->wish.minutes > 0 ? run->now + 60 * self->wish.minutes : 0;
  gint64 is_own = self->wish.digits != NULL;
  gsize length;
  gint64 id;

  gh_secret_get (code, &length);
  gh_bypass_code_get_lookup (self->look_key, user_id, code, lookup);
  bytes = g_bytes_new (lookup, sizeof lookup);
  if (!gh_connection_run (run->connection, "bypass-codes/insert-bypass-code", error, "siisttibiis", key, user_id,
                          run->now, run->actor->name, expires, self->wish.uses, (gint64) length, bytes, is_own,
                          run->entry, maker))
    return FALSE;

  id = gh_connection_get_last_row_id (run->connection);
  if (json_array_get_length (self->keys) < MAX_KEYS)
    json_array_add_string_element (self->keys, key);

  return gh_journal_created_record (run, GH_BYPASS_CODE_KIND, id, error) &&
         gh_sealed_put (run, GH_BYPASS_CODE_KIND, id, "code", code, error) &&
         gh_connection_run (run->connection, "bypass-codes/insert-past-bypass-code", error, "ib", user_id, bytes);
}

static gboolean
make_for_user (GhRun     *run,
               Making    *self,
               gint64     user_id,
               GError   **error)
{
  g_autofree char *key = NULL;
  g_autofree char *username = NULL;

  if (!gh_record_kind_describe (gh_record_kind_find (GH_USER_KIND), run->connection, user_id, &key, &username, error))
    return FALSE;
  if (run->changes->len == 1)
    gh_run_about (run, GH_USER_KIND, key, username);

  for (gint64 i = 1; i <= self->wish.count; i++)
    {
      g_autoptr (GhSecret) code = draw_code (run, self, user_id, error);
      g_autofree char *name = self->wish.count == 1 ? g_strdup (username)
                                                    : g_strdup_printf ("%s %" G_GINT64_FORMAT, username, i);

      if (code == NULL || !write_code (run, self, user_id, code, error))
        return FALSE;
      gh_run_show_secret (run, name, code);
    }

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  Making *self = run->data;

  for (guint i = 0; i < run->changes->len; i++)
    if (!make_for_user (run, self, g_array_index (run->changes, gint64, i), error) ||
        !gh_run_progress (run, i + 1, run->changes->len, error))
      return FALSE;

  /* B4, domain 10.2 */
  json_object_set_boolean_member (run->facts, "auto_generated", self->wish.digits == NULL);
  json_object_set_int_member (run->facts, "count", self->wish.count);
  json_object_set_int_member (run->facts, "minutes", self->wish.minutes);
  json_object_set_int_member (run->facts, "uses", self->wish.uses);
  json_object_set_array_member (run->facts, "bypass_code_ids", json_array_ref (self->keys));

  return TRUE;
}

static const GhParameter parameters[] = {
  { "count", GH_PARAMETER_NUMBER, FALSE, N_("How many for each user (1)") },
  { "minutes", GH_PARAMETER_NUMBER, FALSE, N_("Minutes until they end (60); 0: they do not") },
  { "uses", GH_PARAMETER_NUMBER, FALSE, N_("How often each can be used (1); 0: any number of times") },
  { "known-by", GH_PARAMETER_TEXT, FALSE, N_("By what the caller was known, for the log") },
  { "code", GH_PARAMETER_SECRET, FALSE, N_("Your own code, of 6 to 32 digits") },
  { NULL },
};

const GhOperation gh_op_bypass_code_create = {
  .name = "bypass-code.create",
  .label = N_("Generate Bypass Codes"),
  .done = GH_PLURAL ("Bypass codes made for %s user", "Bypass codes made for %s users"),
  .no_undo_reason = N_("Somebody may know the codes already: delete them instead."),
  .target = &gh_target_users,
  .parameters = parameters,
  .check = gh_trash_check_change,
  .plan = plan,
  .apply = apply,
};
