/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-import-record.h"

/* Like SQLite's json_quote() (RFC 8259, section 7). */
static void
append_text (GString    *json,
             const char *text)
{
  static const char short_escapes[] = "\0\0\0\0\0\0\0\0btn\0fr";
  const char *start = text;

  g_string_append_c (json, '"');
  for (; *text != '\0'; text++)
    {
      guint8 c = (guint8) *text;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;

      g_string_append_len (json, start, text - start);
      start = text + 1;
      if (c >= 0x20)
        g_string_append_printf (json, "\\%c", c);
      else if (c < sizeof short_escapes - 1 && short_escapes[c] != '\0')
        g_string_append_printf (json, "\\%c", short_escapes[c]);
      else
        g_string_append_printf (json, "\\u%04x", c);
    }
  g_string_append_len (json, start, text - start);
  g_string_append_c (json, '"');
}

static void
append_member (GString    *json,
               const char *prefix,
               const char *text)
{
  g_string_append (json, prefix);
  append_text (json, text != NULL ? text : "");
}

static void
append_number (GString *json,
               gint64   number)
{
  char digits[24];

  g_string_append_len (json, digits, g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number));
}

static void
append_ids (GString    *json,
            const char *prefix,
            GArray     *ids)
{
  g_string_append (json, prefix);
  g_string_append_c (json, '[');
  for (guint i = 0; i < ids->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_number (json, g_array_index (ids, gint64, i));
    }
  g_string_append_c (json, ']');
}

static void
append_aliases (GString           *json,
                const GhImportRow *row)
{
  gboolean is_first = TRUE;

  g_string_append (json, ",\"aliases\":{");
  for (int i = 0; i < GH_MAX_ALIASES; i++)
    if (row->aliases[i] != NULL)
      {
        const char prefix[] = { ',', '"', 'a', 'l', 'i', 'a', 's', (char) ('1' + i), '"', ':', '\0' };

        append_member (json, prefix + (is_first ? 1 : 0), row->aliases[i]);
        is_first = FALSE;
      }
  g_string_append_c (json, '}');
}

void
gh_import_record_write_user (GString           *json,
                             const char        *key,
                             const GhImportRow *row,
                             gint64             created,
                             GArray            *groups,
                             GArray            *phones,
                             GArray            *tokens)
{
  g_string_truncate (json, 0);
  append_member (json, "{\"key\":", key);
  append_member (json, ",\"username\":", row->username);
  append_aliases (json, row);
  append_member (json, ",\"realname\":", row->realname);
  append_member (json, ",\"email\":", row->email);
  append_member (json, ",\"notes\":", row->notes);
  g_string_append (json, ",\"created\":");
  append_number (json, created);
  g_string_append (json, ",\"directory\":null,\"external_id\":null,\"last_sync\":null,\"directory_disabled\":0,\"status\":");
  append_number (json, MAX (row->status, 0));
  g_string_append (json, ",\"until\":");
  if (row->until != 0)
    append_number (json, row->until);
  else
    g_string_append (json, "null");
  g_string_append (json, ",\"unlocked\":null,\"restored\":null,\"trash\":null");
  append_ids (json, ",\"groups\":", groups);
  append_ids (json, ",\"phones\":", phones);
  append_ids (json, ",\"tokens\":", tokens);
  g_string_append (json, ",\"endpoints\":[]");
  if (row->firstname != NULL)
    append_member (json, ",\"firstname\":", row->firstname);
  if (row->lastname != NULL)
    append_member (json, ",\"lastname\":", row->lastname);
  g_string_append_c (json, '}');
}

void
gh_import_record_write_phone (GString             *json,
                              const char          *key,
                              const GhImportPhone *phone)
{
  g_string_truncate (json, 0);
  append_member (json, "{\"key\":", key);
  append_member (json, ",\"number\":", phone->number);
  append_member (json, ",\"extension\":", phone->extension);
  append_member (json, ",\"name\":", "");
  append_member (json, ",\"type\":", phone->type);
  append_member (json, ",\"platform\":", phone->platform);
  g_string_append (json, ",\"activated\":null}");
}

void
gh_import_record_write_token (GString             *json,
                              const char          *key,
                              const GhImportToken *token)
{
  g_string_truncate (json, 0);
  append_member (json, "{\"key\":", key);
  append_member (json, ",\"type\":", token->type);
  append_member (json, ",\"serial\":", token->serial);
  g_string_append (json, ",\"secret\":null}");
}
