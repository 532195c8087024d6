/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R10, P1: which phones an import's row means, what is odd about their numbers, and who will share one. */
#include "users/gh-user-import.h"

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

void
gh_import_remark_phone (GhImport            *import,
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

void
gh_import_note_activated (GhImport *import,
                          gint64    phone_id,
                          gboolean  has_others)
{
  /* A row may name a phone twice. */
  for (guint i = 0; i < import->activated->len; i++)
    if (g_array_index (import->activated, gint64, i) == phone_id)
      return;

  g_array_append_val (import->activated, phone_id);
  if (has_others)
    g_hash_table_add (import->given, g_memdup2 (&phone_id, sizeof phone_id));
}

gboolean
gh_import_note_sharing (GhImport  *import,
                        GhRun     *run,
                        GError   **error)
{
  const char *username = import->existing.id != 0 ? import->existing.username : import->row.username;

  for (guint i = 0; i < import->activated->len; i++)
    {
      gint64 phone_id = g_array_index (import->activated, gint64, i);

      /* The first to get a phone that nobody has does not share it. */
      if (!g_hash_table_add (import->given, g_memdup2 (&phone_id, sizeof phone_id)) &&
          !gh_phone_sharing_add (import->sharing, run, username, phone_id, error))
        return FALSE;
    }

  return TRUE;
}
