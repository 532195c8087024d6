/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-term-pause.h"

/* Longer than the time between keys, too short to be noticed. */
#define PAUSE_MS 250

gboolean
gh_term_pause (GtkEditable        *entry,
               const GhQueryField *fields,
               guint              *id,
               GSourceFunc         over,
               gpointer            data)
{
  const char *text;
  gsize cursor;

  g_return_val_if_fail (GTK_IS_EDITABLE (entry), FALSE);

  g_clear_handle_id (id, g_source_remove);
  text = gtk_editable_get_text (entry);
  cursor = (gsize) (g_utf8_offset_to_pointer (text, gtk_editable_get_position (entry)) - text);
  /* The cursor is still before the typed letter: a blank there has ended the word. */
  if (g_ascii_isspace (text[cursor]) || !gh_query_may_become_term (text, cursor, fields))
    return FALSE;

  *id = g_timeout_add (PAUSE_MS, over, data);

  return TRUE;
}
