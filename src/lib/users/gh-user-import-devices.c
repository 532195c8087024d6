/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R10, P1: which phones and tokens an import's row means and gives, what is odd about their numbers, whether there is room,
 * and who will share one. */
#include "users/gh-user-import.h"

#include "phones/gh-phone-rules.h"
#include "tokens/gh-token-rules.h"

#define MAX_GROUPS_PER_USER 100

/* What a row adds. */
typedef struct {
  guint    n_phones;
  guint    n_tokens;
  gboolean is_full;   /* a device with as many owners as may be */
} Added;

gboolean
gh_import_settle_phones (GhImport  *import,
                         GhRun     *run,
                         gint64     user_id,
                         GError   **error)
{
  g_autoptr (GhStatement) select = NULL;

  for (guint i = 0; user_id != 0 && i < import->row.phones->len; i++)
    {
      GhImportPhone *phone = g_ptr_array_index (import->row.phones, i);

      if (*phone->read.with_plus == '\0')
        continue;

      if (select == NULL && (select = gh_connection_prepare (run->connection, "users/find-phone", error)) == NULL)
        return FALSE;
      gh_statement_bind (select, "ssi", phone->read.with_plus, phone->extension, user_id);
      if (gh_statement_next (select) && gh_statement_get_int (select, 1) != 0)
        {
          phone->number = phone->read.with_plus;
          phone->refusal = GH_REFUSAL_NONE;
        }
      if (!gh_statement_finish (select, error))
        return FALSE;
    }

  return TRUE;
}

static void
remark_phone (GhImport            *import,
              GhRun               *run,
              const GhImportPhone *phone)
{
  GhRefusal remark = run->is_rehearsal ? gh_phone_number_check_likely (phone->number) : GH_REFUSAL_NONE;

  if (remark != GH_REFUSAL_NONE)
    gh_import_note_line (import, run, GH_LINE_REMARK,
                         (GhResultLine) {
                           .subject = import->row.username,
                           .column = g_array_index (import->columns, GhImportColumn, phone->column).name,
                           .after = phone->number,
                           .refusal = remark,
                         });
}

/* What lets in whoever has it and is new to the row's user; @has_others: somebody has it, or had it with its app. */
static void
note_shareable (GhImport       *import,
                GhSharedDevice  device,
                gint64          id,
                gboolean        has_others)
{
  GArray *shareable = import->shareable[device];

  /* A row may name a device twice. */
  for (guint i = 0; i < shareable->len; i++)
    if (g_array_index (shareable, gint64, i) == id)
      return;

  g_array_append_val (shareable, id);
  if (has_others)
    g_hash_table_add (import->given[device], g_memdup2 (&id, sizeof id));
}

/* The columns of find-phone.sql; find-token.sql has the first four. */
typedef enum {
  DEVICE_ID,
  IS_OF_USER,
  N_OWNERS,
  IS_SHAREABLE,
  HAD_OTHERS,
} Column;

static gboolean
check_phones (GhImport         *import,
              GhRun            *run,
              Added            *added,
              GhImportProblem  *problem,
              GError          **error)
{
  GPtrArray *phones = import->row.phones;
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "users/find-phone", error);

  if (select == NULL)
    return FALSE;

  for (guint i = 0; i < phones->len; i++)
    {
      const GhImportPhone *wanted = g_ptr_array_index (phones, i);
      gboolean is_known;

      if (wanted->refusal != GH_REFUSAL_NONE)
        {
          gh_import_refuse (problem, wanted->refusal, wanted->column, NULL);
          return TRUE;
        }

      gh_statement_bind (select, "ssi", wanted->number, wanted->extension, import->existing.id);
      is_known = gh_statement_next (select);
      if (!is_known || !gh_statement_get_int (select, IS_OF_USER))
        {
          added->n_phones++;
          added->is_full |= is_known && gh_statement_get_int (select, N_OWNERS) >= GH_MAX_USERS_PER_PHONE;
          gh_import_show_change (import, run, "phone", NULL, wanted->number);
          remark_phone (import, run, wanted);
          if (is_known && gh_statement_get_int (select, IS_SHAREABLE))
            note_shareable (import, GH_SHARED_PHONE, gh_statement_get_int (select, DEVICE_ID),
                            gh_statement_get_int (select, N_OWNERS) > 0 || gh_statement_get_int (select, HAD_OTHERS));
        }
      if (!gh_statement_finish (select, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_tokens (GhImport         *import,
              GhRun            *run,
              Added            *added,
              GhImportProblem  *problem,
              GError          **error)
{
  GPtrArray *tokens = import->row.tokens;
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "users/find-token", error);

  if (select == NULL)
    return FALSE;

  for (guint i = 0; i < tokens->len; i++)
    {
      const GhImportToken *wanted = g_ptr_array_index (tokens, i);
      gboolean is_known;

      gh_statement_bind (select, "ssi", wanted->serial, wanted->type, import->existing.id);
      is_known = gh_statement_next (select);
      if (!is_known || !gh_statement_get_int (select, IS_OF_USER))
        {
          added->n_tokens++;
          gh_import_show_change (import, run, "token", NULL, wanted->serial);
          if (is_known && gh_statement_get_int (select, N_OWNERS) >= GH_MAX_USERS_PER_TOKEN)
            gh_import_refuse (problem, GH_REFUSAL_TOO_MANY_OWNERS, gh_import_find_column (import, GH_IMPORT_TOKEN, 1), NULL);
          if (is_known && gh_statement_get_int (select, IS_SHAREABLE))
            note_shareable (import, GH_SHARED_TOKEN, gh_statement_get_int (select, DEVICE_ID),
                            gh_statement_get_int (select, N_OWNERS) > 0);
        }
      if (!gh_statement_finish (select, error))
        return FALSE;
    }

  return TRUE;
}

/* Beside what the user has. */
static gboolean
check_room (GhImport         *import,
            GhRun            *run,
            Added            *added,
            GhImportProblem  *problem,
            GError          **error)
{
  g_autoptr (GhStatement) count = gh_connection_query (run->connection, "users/count-of-user", error, "i",
                                                       import->existing.id);

  if (!gh_statement_require (count, error))
    return FALSE;

  if (added->n_phones > 0 && gh_statement_get_int (count, 0) + added->n_phones > GH_MAX_PHONES_PER_USER)
    added->is_full = TRUE;
  else if (added->n_tokens > 0 && gh_statement_get_int (count, 1) + added->n_tokens > GH_MAX_TOKENS_PER_USER)
    gh_import_refuse (problem, GH_REFUSAL_TOO_MANY_TOKENS, gh_import_find_column (import, GH_IMPORT_TOKEN, 1), NULL);
  else if (gh_statement_get_int (count, 2) + import->row.groups->len > MAX_GROUPS_PER_USER)
    gh_import_refuse (problem, GH_REFUSAL_TOO_MANY_GROUPS, gh_import_find_column (import, GH_IMPORT_GROUP, 1), NULL);

  return TRUE;
}

gboolean
gh_import_check_devices (GhImport         *import,
                         GhRun            *run,
                         gboolean         *is_changed,
                         GhImportProblem  *problem,
                         GError          **error)
{
  Added added = { 0 };

  if (!gh_import_settle_phones (import, run, import->existing.id, error) ||
      !check_phones (import, run, &added, problem, error))
    return FALSE;
  if (problem->refusal != GH_REFUSAL_NONE)
    return TRUE;

  if (!check_tokens (import, run, &added, problem, error))
    return FALSE;
  *is_changed |= added.n_phones > 0 || added.n_tokens > 0;
  if (problem->refusal == GH_REFUSAL_NONE && import->existing.id != 0 && *is_changed && !added.is_full &&
      !check_room (import, run, &added, problem, error))
    return FALSE;

  if (added.is_full)
    gh_import_refuse (problem, GH_REFUSAL_TOO_MANY_PHONES, gh_import_find_column (import, GH_IMPORT_PHONE, 1), NULL);

  return TRUE;
}

static gboolean
note_sharing (GhImport        *import,
              GhRun           *run,
              GhSharedDevice   device,
              GError         **error)
{
  const char *username = import->existing.id != 0 ? import->existing.username : import->row.username;

  for (guint i = 0; i < import->shareable[device]->len; i++)
    {
      gint64 id = g_array_index (import->shareable[device], gint64, i);

      /* The first to get what nobody has does not share it. */
      if (!g_hash_table_add (import->given[device], g_memdup2 (&id, sizeof id)) &&
          !gh_sharing_add (import->sharing, run, username, device, id, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
gh_import_note_sharing (GhImport  *import,
                        GhRun     *run,
                        GError   **error)
{
  return note_sharing (import, run, GH_SHARED_PHONE, error) && note_sharing (import, run, GH_SHARED_TOKEN, error);
}
