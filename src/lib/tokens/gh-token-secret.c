/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tokens/gh-token-secret.h"

#include "tokens/gh-token-record.h"
#include "verification/gh-credential.h"

typedef struct {
  GhCredential  credential;
  GhSecret     *seed;       /* NULL while rehearsing without it */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_clear_pointer (&self->seed, gh_secret_unref);
  g_free (self);
}

GhRefusal
gh_token_secret_plan (GhRun      *run,
                      const char *type)
{
  const GhTokenWish wish = {
    .type = type,
    .has_counter = json_object_has_member (run->parameters, "counter"),
    .has_step = json_object_has_member (run->parameters, "step"),
    .counter = gh_run_get_number (run, "counter", 0),
    .step = gh_run_get_number (run, "step", 30),
    .algorithm = gh_run_get_text (run, "algorithm"),
  };
  GhSecret *typed = gh_run_get_secret (run, "secret");
  Wanted *wanted = g_new0 (Wanted, 1);
  GhRefusal refusal = gh_token_read_wish (&wish, &wanted->credential);

  g_clear_pointer (&run->data, run->data_free);
  run->data = wanted;
  run->data_free = wanted_free;
  if (refusal == GH_REFUSAL_NONE && typed != NULL)
    refusal = gh_token_read_secret (typed, gh_run_get_text (run, "form"), wanted->credential.type, &wanted->seed);

  return refusal;
}

gboolean
gh_token_secret_apply (GhRun   *run,
                       gint64   token_id,
                       GError **error)
{
  const Wanted *wanted = run->data;

  return gh_credential_make (run, GH_TOKEN_KIND, token_id, &wanted->credential, wanted->seed, error);
}
