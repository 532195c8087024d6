/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logs/gh-log-report.h"

#include "base/gh-time.h"

#include <glib/gi18n-lib.h>

const char *
gh_log_state_get_name (GhLogState state)
{
  static const char *const names[] = {
    [GH_LOG_SIGNED] = "signed",
    [GH_LOG_UNVOUCHED] = "signed by a key that nobody vouches for",
    [GH_LOG_CHAINED] = "chained only",
    [GH_LOG_BROKEN] = "broken",
  };

  return names[state];
}

GhLogReport *
gh_log_report_new (void)
{
  GhLogReport *self = g_new0 (GhLogReport, 1);

  self->state = GH_LOG_CHAINED;
  self->ranges = g_array_new (FALSE, FALSE, sizeof (GhLogRange));
  self->notes = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
gh_log_report_free (GhLogReport *self)
{
  g_array_unref (self->ranges);
  g_ptr_array_unref (self->notes);
  gh_minutes_clear (&self->minutes);
  g_free (self->fingerprint);
  g_free (self->problem);
  g_free (self);
}

void
gh_log_report_complain (GhLogReport *self,
                        gint64       seq,
                        const char  *problem)
{
  if (self->state == GH_LOG_BROKEN && self->first_bad <= seq)
    return;

  self->state = GH_LOG_BROKEN;
  self->first_bad = seq;
  g_free (self->problem);
  self->problem = g_strdup (problem);
}

void
gh_log_report_add_range (GhLogReport      *self,
                         const GhLogRange *range)
{
  if (!range->is_before_key)
    self->n_unsigned += range->last - range->first + 1;
  if (self->ranges->len < GH_LOG_RANGES)
    g_array_append_val (self->ranges, *range);
}

/* --- in sentences --- */

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static void
append_count (GString    *text,
              const char *before,
              const char *format,
              gint64      count)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  g_string_append (text, before);
  g_string_append_printf (text, format, number);
}

/* @format takes two numbers and two moments. */
static void
append_span (GString    *text,
             const char *format,
             gint64      first,
             gint64      last,
             gint64      first_time_us,
             gint64      last_time_us)
{
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  g_autofree char *to = g_strdup_printf ("%" G_GINT64_FORMAT, last);
  g_autofree char *began = gh_time_format (first_time_us / G_USEC_PER_SEC);
  g_autofree char *ended = gh_time_format (last_time_us / G_USEC_PER_SEC);

  g_string_append_printf (text, format, from, to, began, ended);
  g_string_append_c (text, '\n');
}

static void
append_verdict (const GhLogReport *self,
                GString           *text)
{
  switch (self->state)
    {
    case GH_LOG_SIGNED:
      g_string_append (text, _("Signed."));
      break;
    case GH_LOG_UNVOUCHED:
      g_string_append (text, _("Signed by a key that nobody vouches for: only the file itself knows it."));
      break;
    case GH_LOG_CHAINED:
      if (self->fingerprint == NULL)
        g_string_append (text, _("Chained only: no key has signed this log."));
      else
        append_count (text, "", ngettext ("Chained only: %s entry was written without the key.",
                                          "Chained only: %s entries were written without the key.", self->n_unsigned),
                      self->n_unsigned);
      break;
    case GH_LOG_BROKEN:
      {
        g_autofree char *bad = g_strdup_printf ("%" G_GINT64_FORMAT, self->first_bad);

        g_string_append_printf (text, _("Broken at %s: %s"), bad, self->problem);
        break;
      }
    }
  g_string_append_c (text, '\n');
}

/* What nothing finds is said, too (L2). */
static void
append_minutes (const GhMinutes *minutes,
                GString         *text)
{
  g_autofree char *problem = gh_minutes_dup_problem (minutes);
  g_autofree char *proved = gh_minutes_format (minutes->proved_last);

  if (problem != NULL)
    g_string_append_printf (text, "%s\n", problem);
  if (minutes->n_minutes == 0)
    return;

  append_count (text, _("Authentication log: "), ngettext ("%s attempt", "%s attempts", minutes->n_attempts),
                minutes->n_attempts);
  append_count (text, ", ", ngettext ("%s minute", "%s minutes", minutes->n_minutes), minutes->n_minutes);
  if (minutes->n_emptied > 0)
    append_count (text, ", ", ngettext ("%s older minute without its attempts", "%s older minutes without their attempts",
                                        minutes->n_emptied), minutes->n_emptied);
  g_string_append_c (text, '\n');
  if (problem != NULL)
    return;

  if (minutes->proved > 0)
    g_string_append_printf (text, _("A checkpoint proves it up to the minute %s. A change after that is not found."),
                            proved);
  else
    g_string_append (text, _("No checkpoint proves it: a change by somebody who can write the file is not found."));
  g_string_append_c (text, '\n');
}

char *
gh_log_report_to_text (const GhLogReport *self)
{
  GString *text = g_string_new (NULL);

  append_verdict (self, text);
  append_count (text, "", ngettext ("%s entry", "%s entries", self->n_entries), self->n_entries);
  append_count (text, ", ", ngettext ("%s journal row", "%s journal rows", self->n_rows), self->n_rows);
  if (self->n_erased > 0)
    append_count (text, ", ", ngettext ("%s row erased", "%s rows erased", self->n_erased), self->n_erased);
  g_string_append_c (text, '\n');

  if (self->first != 0)
    append_span (text, _("Entries %s to %s, from %s to %s."), self->first, self->last, self->first_time_us,
                 self->last_time_us);
  if (self->fingerprint != NULL)
    {
      g_string_append_printf (text, self->is_vouched ? _("Signed with the key %s.")
                                                     : _("Signed with the key %s, for which nobody vouches."),
                              self->fingerprint);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; self->fingerprint != NULL && i < self->ranges->len; i++)
    {
      const GhLogRange *range = &g_array_index (self->ranges, GhLogRange, i);

      append_span (text, range->is_before_key ? _("Entries %s to %s have no signature, from %s to %s: there was no key yet.")
                                              : _("Entries %s to %s have no signature, from %s to %s."),
                   range->first, range->last, range->first_time_us, range->last_time_us);
    }
  for (guint i = 0; i < self->notes->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (self->notes, i));
  append_minutes (&self->minutes, text);

  return g_string_free (text, FALSE);
}

#pragma GCC diagnostic pop

/* --- as JSON --- */

static void
set_time (JsonObject *object,
          const char *name,
          gint64      time_us)
{
  g_autofree char *moment = gh_time_format (time_us / G_USEC_PER_SEC);

  json_object_set_string_member (object, name, moment);
}

static JsonArray *
make_ranges (const GhLogReport *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->ranges->len; i++)
    {
      const GhLogRange *range = &g_array_index (self->ranges, GhLogRange, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "first", range->first);
      json_object_set_int_member (object, "last", range->last);
      set_time (object, "first_time", range->first_time_us);
      set_time (object, "last_time", range->last_time_us);
      json_object_set_boolean_member (object, "before_key", range->is_before_key);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonObject *
make_minutes (const GhMinutes *minutes)
{
  JsonObject *object = json_object_new ();
  g_autofree char *proved = gh_minutes_format (minutes->proved_last);
  g_autofree char *bad = gh_minutes_format (minutes->first_bad);

  json_object_set_boolean_member (object, "changed", minutes->problem != NULL);
  json_object_set_int_member (object, "minutes", minutes->n_minutes);
  json_object_set_int_member (object, "attempts", minutes->n_attempts);
  json_object_set_int_member (object, "minutes_without_attempts", minutes->n_emptied);
  if (minutes->proved > 0 && minutes->problem == NULL)
    json_object_set_string_member (object, "proved_to", proved);
  if (minutes->problem != NULL)
    {
      json_object_set_string_member (object, "first_bad", bad);
      json_object_set_string_member (object, "problem", minutes->problem);
    }

  return object;
}

JsonNode *
gh_log_report_to_json (const GhLogReport *self)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonArray *notes = json_array_new ();

  json_object_set_string_member (object, "state", gh_log_state_get_name (self->state));
  set_time (object, "checked", self->checked * G_USEC_PER_SEC);
  json_object_set_int_member (object, "entries", self->n_entries);
  json_object_set_int_member (object, "journal_rows", self->n_rows);
  json_object_set_int_member (object, "erased", self->n_erased);
  if (self->first != 0)
    {
      json_object_set_int_member (object, "first", self->first);
      json_object_set_int_member (object, "last", self->last);
      set_time (object, "first_time", self->first_time_us);
      set_time (object, "last_time", self->last_time_us);
    }
  json_object_set_array_member (object, "unsigned", make_ranges (self));
  if (self->fingerprint != NULL)
    {
      json_object_set_string_member (object, "key", self->fingerprint);
      json_object_set_boolean_member (object, "vouched", self->is_vouched);
    }
  for (guint i = 0; i < self->notes->len; i++)
    json_array_add_string_element (notes, g_ptr_array_index (self->notes, i));
  json_object_set_array_member (object, "notes", notes);
  json_object_set_object_member (object, "authentication_log", make_minutes (&self->minutes));
  if (self->state == GH_LOG_BROKEN)
    {
      json_object_set_int_member (object, "first_bad", self->first_bad);
      json_object_set_string_member (object, "problem", self->problem);
    }
  json_node_take_object (node, object);

  return node;
}
