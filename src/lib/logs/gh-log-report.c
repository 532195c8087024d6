/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logs/gh-log-report.h"

#include <glib/gi18n-lib.h>

const char *
gh_log_state_get_name (GhLogState state)
{
  static const char *const names[] = { "signed", "chained only", "broken" };

  return names[state];
}

void
gh_log_report_free (GhLogReport *self)
{
  g_free (self->problem);
  g_free (self);
}

char *
gh_log_report_to_text (const GhLogReport *self)
{
  g_autofree char *entries = g_strdup_printf ("%" G_GINT64_FORMAT, self->n_entries);
  g_autofree char *rows = g_strdup_printf ("%" G_GINT64_FORMAT, self->n_rows);
  g_autofree char *bad = g_strdup_printf ("%" G_GINT64_FORMAT, self->first_bad);
  GString *text = g_string_new (NULL);

  switch (self->state)
    {
    case GH_LOG_SIGNED:
      g_string_append (text, _("Signed."));
      break;
    case GH_LOG_CHAINED:
      g_string_append (text, _("Chained only: no key has signed this log."));
      break;
    case GH_LOG_BROKEN:
      g_string_append_printf (text, _("Broken at %s: %s"), bad, self->problem);
      break;
    }
  g_string_append_c (text, '\n');

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, ngettext ("%s entry", "%s entries", self->n_entries), entries);
  g_string_append (text, ", ");
  g_string_append_printf (text, ngettext ("%s journal row", "%s journal rows", self->n_rows), rows);
  if (self->n_erased > 0)
    {
      g_autofree char *erased = g_strdup_printf ("%" G_GINT64_FORMAT, self->n_erased);

      g_string_append (text, ", ");
      g_string_append_printf (text, ngettext ("%s row erased", "%s rows erased", self->n_erased), erased);
    }
#pragma GCC diagnostic pop
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

JsonNode *
gh_log_report_to_json (const GhLogReport *self)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "state", gh_log_state_get_name (self->state));
  json_object_set_int_member (object, "entries", self->n_entries);
  json_object_set_int_member (object, "journal_rows", self->n_rows);
  json_object_set_int_member (object, "erased", self->n_erased);
  if (self->state == GH_LOG_BROKEN)
    {
      json_object_set_int_member (object, "first_bad", self->first_bad);
      json_object_set_string_member (object, "problem", self->problem);
    }
  json_node_take_object (node, object);

  return node;
}
