/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-result.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
skip_free (gpointer data)
{
  GhSkip *skip = data;

  g_free (skip->detail);
  g_array_unref (skip->ids);
  g_ptr_array_unref (skip->keys);
  g_ptr_array_unref (skip->labels);
  g_free (skip);
}

static void
consequence_free (gpointer data)
{
  GhConsequence *consequence = data;

  g_free (consequence->what);
  g_clear_pointer (&consequence->names, g_ptr_array_unref);
  g_free (consequence);
}

GhResult *
gh_result_new (const GhOperation *operation)
{
  GhResult *self = g_new0 (GhResult, 1);

  self->operation = operation;
  self->skips = g_ptr_array_new_with_free_func (skip_free);
  self->also = g_ptr_array_new_with_free_func (consequence_free);
  self->lines = gh_result_lines_new ();

  return self;
}

void
gh_result_free (GhResult *self)
{
  g_free (self->object_key);
  g_free (self->object_label);
  g_free (self->notice);
  g_ptr_array_unref (self->skips);
  g_ptr_array_unref (self->also);
  gh_result_lines_unref (self->lines);
  g_clear_pointer (&self->secrets, g_hash_table_unref);
  g_free (self);
}

char *
gh_result_dup_name (const char *name,
                    const char *detail)
{
  g_autofree char *text = NULL;

  if (name == NULL)
    name = "";
  if (detail == NULL)
    return g_utf8_make_valid (name, -1);

  text = g_strdup_printf ("%s (%s)", name, detail);

  return g_utf8_make_valid (text, -1);
}

char *
gh_skip_get_text (const GhSkip *self)
{
  if (self->detail != NULL)
    return g_strdup_printf ("%s (%s)", gh_refusal_get_sentence (self->refusal), self->detail);

  return g_strdup (gh_refusal_get_sentence (self->refusal));
}

static JsonObject *
make_line (const GhResultLine *line)
{
  g_autofree char *text = gh_result_line_get_text (line);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "line", (gint64) line->line);
  json_object_set_string_member (object, "username", line->subject);
  json_object_set_string_member (object, "column", line->column);
  json_object_set_string_member (object, "before", line->before);
  json_object_set_string_member (object, "value", line->after);
  json_object_set_string_member (object, "reason",
                                 line->refusal != GH_REFUSAL_NONE ? gh_refusal_get_code (line->refusal) : NULL);
  json_object_set_string_member (object, "text", text);

  return object;
}

static void
add_lines (JsonArray     *array,
           GhResultLines *lines,
           GhLineSort     sort)
{
  for (guint i = 0; i < MIN (gh_result_lines_count (lines, sort), GH_RESULT_LINES); i++)
    {
      GhResultLine line;

      gh_result_lines_get (lines, sort, i, &line);
      json_array_add_object_element (array, make_line (&line));
    }
}

/* Only an import has any. */
static void
set_lines (JsonObject *object,
           const char *name,
           JsonArray  *lines)
{
  if (json_array_get_length (lines) > 0)
    json_object_set_array_member (object, name, json_array_ref (lines));
}

static JsonObject *
make_skip (const GhSkip *skip)
{
  g_autofree char *text = gh_skip_get_text (skip);
  JsonObject *object = json_object_new ();
  JsonArray *ids = json_array_new ();

  for (guint i = 0; i < skip->keys->len; i++)
    json_array_add_string_element (ids, g_ptr_array_index (skip->keys, i));
  json_object_set_string_member (object, "reason", gh_refusal_get_code (skip->refusal));
  json_object_set_string_member (object, "text", text);
  json_object_set_int_member (object, "count", MAX (1, skip->ids->len));
  json_object_set_array_member (object, "ids", ids);

  return object;
}

JsonNode *
gh_result_to_json (const GhResult *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *skipped = json_array_new ();
  JsonArray *also = json_array_new ();
  g_autoptr (JsonArray) lines = json_array_new ();
  g_autoptr (JsonArray) remarks = json_array_new ();

  for (guint i = 0; i < self->skips->len; i++)
    json_array_add_object_element (skipped, make_skip (g_ptr_array_index (self->skips, i)));
  for (guint i = 0; i < self->also->len; i++)
    {
      const GhConsequence *consequence = g_ptr_array_index (self->also, i);
      JsonObject *what = json_object_new ();

      json_object_set_string_member (what, "what", consequence->code);
      json_object_set_int_member (what, "count", consequence->count);
      json_array_add_object_element (also, what);
    }
  add_lines (lines, self->lines, GH_LINE_REFUSED);
  add_lines (lines, self->lines, GH_LINE_CHANGED);
  add_lines (remarks, self->lines, GH_LINE_REMARK);

  json_object_set_string_member (object, "operation", self->operation->name);
  if (self->entry != 0)
    json_object_set_int_member (object, "entry", self->entry);
  else
    json_object_set_null_member (object, "entry");
  json_object_set_boolean_member (object, "rehearsed", self->is_rehearsed);
  json_object_set_int_member (object, "selected", self->selected);
  json_object_set_int_member (object, "changed", self->changed);
  json_object_set_array_member (object, "skipped", skipped);
  json_object_set_array_member (object, "also", also);
  set_lines (object, "lines", lines);
  set_lines (object, "remarks", remarks);
  if (self->notice != NULL)
    json_object_set_string_member (object, "notice", self->notice);
  json_node_take_object (node, object);

  return node;
}

static void
append_lines (GString       *text,
              GhResultLines *lines,
              GhLineSort     sort)
{
  for (guint i = 0; i < MIN (gh_result_lines_count (lines, sort), GH_RESULT_LINES); i++)
    {
      g_autofree char *sentence = NULL;
      GhResultLine line;

      gh_result_lines_get (lines, sort, i, &line);
      sentence = gh_result_line_get_text (&line);
      g_string_append_printf (text, "%s\n", sentence);
    }
}

/* Names the first and counts the rest. */
static void
append_names (GString         *text,
              const GPtrArray *names,
              gint64           count)
{
  guint n_names = MIN (names->len, GH_SKIP_NAMES);
  gulong n_more = (gulong) count - n_names;

  /* The lines of a file are printed below. */
  if (n_names == 0)
    return;

  for (guint i = 0; i < n_names; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "  " : ", ", (const char *) g_ptr_array_index (names, i));
  if (n_more > 0)
    g_string_append_printf (text, ngettext (", and %lu more", ", and %lu more", n_more), n_more);
  g_string_append_c (text, '\n');
}

static void
append_skip (GString      *text,
             const GhSkip *skip)
{
  g_autofree char *reason = gh_skip_get_text (skip);

  if (skip->ids->len == 0)
    {
      g_string_append_printf (text, "%s\n", reason);
      return;
    }

  g_string_append_printf (text, _("%u skipped: %s\n"), skip->ids->len, reason);
  append_names (text, skip->labels, skip->ids->len);
}

/* Of an undo, what it is about is the entry undone and its operation. */
static gboolean
is_undo (const GhResult *self)
{
  return strcmp (self->operation->name, "log.undo") == 0 && self->object_key != NULL && self->object_label != NULL;
}

char *
gh_result_to_text (const GhResult *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->is_refused)
    g_string_append (text, self->is_rehearsed ? _("Nothing would be changed.") : _("Nothing was changed."));
  else
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->changed);
      const char *form = g_dngettext (GETTEXT_PACKAGE, self->operation->done[0], self->operation->done[1],
                                      self->changed);

      if (self->is_rehearsed)
        g_string_append (text, _("Rehearsal, nothing is written: "));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (text, form, number);
#pragma GCC diagnostic pop
      if (self->entry != 0)
        g_string_append_printf (text, _(" (entry %" G_GINT64_FORMAT ")"), self->entry);
    }
  g_string_append_c (text, '\n');
  if (is_undo (self))
    g_string_append_printf (text, _("It is about entry %s, %s.\n"), self->object_key, self->object_label);

  for (guint i = 0; i < self->skips->len; i++)
    append_skip (text, g_ptr_array_index (self->skips, i));

  for (guint i = 0; i < self->also->len; i++)
    {
      const GhConsequence *consequence = g_ptr_array_index (self->also, i);

      g_string_append_printf (text, "%s\n", consequence->what);
      if (consequence->names != NULL)
        append_names (text, consequence->names, consequence->count);
    }

  append_lines (text, self->lines, GH_LINE_REFUSED);
  append_lines (text, self->lines, GH_LINE_CHANGED);
  append_lines (text, self->lines, GH_LINE_REMARK);

  if (self->notice != NULL)
    g_string_append_printf (text, "%s\n", self->notice);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Counts records whose outcome differs now: skipped ones one by one, the others only by their number. */
guint
gh_result_count_differences (const GhResult *before,
                             const GhResult *now)
{
  g_autoptr (GHashTable) reasons = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = 0;

  for (guint i = 0; i < before->skips->len; i++)
    {
      const GhSkip *skip = g_ptr_array_index (before->skips, i);

      for (guint j = 0; j < skip->ids->len; j++)
        g_hash_table_insert (reasons, &g_array_index (skip->ids, gint64, j), GUINT_TO_POINTER (skip->refusal));
    }
  for (guint i = 0; i < now->skips->len; i++)
    {
      const GhSkip *skip = g_ptr_array_index (now->skips, i);

      for (guint j = 0; j < skip->ids->len; j++)
        {
          gpointer reason = NULL;

          if (!g_hash_table_steal_extended (reasons, &g_array_index (skip->ids, gint64, j), NULL, &reason) ||
              GPOINTER_TO_UINT (reason) != skip->refusal)
            n++;
        }
    }
  n += g_hash_table_size (reasons);

  return n + (guint) ABS (now->selected - before->selected);
}
