/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone-target.h"

#include "phones/gh-phone-record.h"

const GhTargetKind gh_target_phones = {
  .record_kind = GH_PHONE_KIND,
};

typedef struct {
  gint64      user_id;
  GhPhoneFunc func;
  gpointer    data;
} ForEach;

static gboolean
call_for_chunk (GhRun    *run,
                gpointer  data,
                GError  **error)
{
  const ForEach *self = data;
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "phones/read-chunk-phones", error, "i",
                                                        self->user_id);

  while (gh_statement_next (select))
    {
      const GhPhoneFacts phone = {
        .id = gh_statement_get_int (select, 0),
        .key = gh_statement_get_text (select, 1),
        .number = gh_statement_get_text (select, 2),
        .extension = gh_statement_get_text (select, 3),
        .name = gh_statement_get_text (select, 4),
        .type = gh_statement_get_text (select, 5),
        .platform = gh_statement_get_text (select, 6),
        .activated = gh_statement_get_int (select, 7),
        .n_owners = gh_statement_get_int (select, 8),
        .n_owners_in_trash = gh_statement_get_int (select, 9),
        .is_of_user = gh_statement_get_int (select, 10) != 0,
        .last_op = gh_statement_get_int (select, 11),
      };

      if (!self->func (run, &phone, self->data, error))
        return FALSE;
    }

  return gh_statement_finish (select, error);
}

gboolean
gh_phone_for_each (GhRun        *run,
                   GArray       *ids,
                   gint64        user_id,
                   GhPhoneFunc   func,
                   gpointer      data,
                   GError      **error)
{
  ForEach self = { user_id, func, data };

  return gh_run_in_chunks (run, ids, call_for_chunk, &self, error);
}

static gboolean
plan_phone (GhRun               *run,
            const GhPhoneFacts  *phone,
            gpointer             data,
            GError             **error)
{
  GhPhoneDecide decide = data;
  GhRefusal refusal = run->operation->check != NULL ? run->operation->check (phone, run->now) : GH_REFUSAL_NONE;

  if (refusal == GH_REFUSAL_NONE && decide != NULL && !decide (run, phone, &refusal, error))
    return FALSE;

  if (refusal == GH_REFUSAL_NONE)
    gh_run_change (run, phone->id);
  else
    gh_run_skip (run, GH_PHONE_KIND, phone->id, refusal);

  return TRUE;
}

gboolean
gh_phone_plan (GhRun          *run,
               gint64          user_id,
               GhPhoneDecide   decide,
               GError        **error)
{
  if (run->targets->len == 1)
    {
      g_autofree char *key = NULL;
      g_autofree char *label = NULL;

      if (!gh_record_kind_describe (&gh_record_kind_phone, run->connection, g_array_index (run->targets, gint64, 0),
                                    &key, &label, error))
        return FALSE;
      if (key != NULL)
        gh_run_about (run, GH_PHONE_KIND, key, label);
    }

  return gh_phone_for_each (run, run->targets, user_id, plan_phone, decide, error);
}
