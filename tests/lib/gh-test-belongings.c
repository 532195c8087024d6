/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-belongings.h"

#include <string.h>

typedef struct {
  GhTestBelongings *self;
  GhChanges        *changes;
  GPtrArray        *found;
} Reading;

static gboolean
changes_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  Reading *reading = data;

  reading->changes = gh_changes_read (connection, reading->self->place.entry > 0 ? &reading->self->place : NULL, error);

  return reading->changes != NULL;
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;
  GhBelongings *list = reading->self->list;

  reading->found = gh_belongings_read (gh_belongings_get_kind (list), gh_belongings_get_user_id (list), connection,
                                       gh_clock_now (reading->self->org->clock), error);

  return reading->found != NULL;
}

static void
read_list (GhTestBelongings *self)
{
  Reading reading = { self, NULL, NULL };
  g_autoptr (GError) error = NULL;

  gh_store_read (self->org->store, read_cb, &reading, &error);
  g_assert_no_error (error);
  gh_belongings_take (self->list, reading.found);
}

static GhChanges *
read_changes (GhTestBelongings *self)
{
  Reading reading = { self, NULL, NULL };
  g_autoptr (GError) error = NULL;

  gh_store_read (self->org->store, changes_cb, &reading, &error);
  g_assert_no_error (error);
  self->place = reading.changes->place;

  return reading.changes;
}

/* --- listening --- */

static void
hear (GhTestBelongings *self,
      const char       *format,
      ...) G_GNUC_PRINTF (2, 3);

static void
hear (GhTestBelongings *self,
      const char       *format,
      ...)
{
  va_list args;

  if (self->heard->len > 0)
    g_string_append_c (self->heard, ' ');
  va_start (args, format);
  g_string_append_vprintf (self->heard, format, args);
  va_end (args);
}

static void
notify_cb (GhBelonging      *item,
           GParamSpec       *pspec,
           GhTestBelongings *self)
{
  hear (self, "%" G_GINT64_FORMAT ".%s", gh_belonging_get_id (item), pspec->name);
}

/* The objects that are in the list now, each with the id that it had when it came. */
static GHashTable *
list_items (GhTestBelongings *self)
{
  GHashTable *items = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    g_hash_table_add (items, g_list_model_get_item (G_LIST_MODEL (self->list), i));

  return items;
}

static void
items_changed_cb (GListModel       *list,
                  guint             position,
                  guint             removed,
                  guint             added,
                  GhTestBelongings *self)
{
  g_autoptr (GHashTable) items = list_items (self);
  GHashTableIter iter;
  gpointer item;
  guint n_gone = 0;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (!g_hash_table_contains (items, item))
      {
        hear (self, "-%" G_GINT64_FORMAT "@%u", gh_belonging_get_id (item), position);
        g_signal_handlers_disconnect_by_data (item, self);
        g_hash_table_iter_remove (&iter);
        n_gone++;
      }
  g_assert_cmpuint (n_gone, ==, removed);

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GhBelonging) come = g_list_model_get_item (list, i);

      hear (self, "+%" G_GINT64_FORMAT "@%u", gh_belonging_get_id (come), i);
      g_assert_true (g_hash_table_add (self->known, g_object_ref (come)));
      g_signal_connect (come, "notify", G_CALLBACK (notify_cb), self);
    }
  g_assert_cmpuint (g_hash_table_size (self->known), ==, g_list_model_get_n_items (list));
}

GhTestBelongings *
gh_test_belongings_new (GhTestOrganisation    *org,
                        const GhBelongingKind *kind,
                        gint64                 user_id)
{
  GhTestBelongings *self = g_new0 (GhTestBelongings, 1);

  self->org = org;
  self->list = gh_belongings_new (kind, user_id);
  self->known = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->heard = g_string_new (NULL);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (self->list)) == kind->get_type ());
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 0);

  gh_changes_free (read_changes (self));
  read_list (self);
  g_string_truncate (self->heard, 0);

  return self;
}

void
gh_test_belongings_free (GhTestBelongings *self)
{
  GHashTableIter iter;
  gpointer item;

  g_signal_handlers_disconnect_by_data (self->list, self);
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    g_signal_handlers_disconnect_by_data (item, self);
  g_hash_table_unref (self->known);
  g_assert_finalize_object (self->list);
  g_string_free (self->heard, TRUE);
  g_free (self);
}

static int
compare_words_cb (gconstpointer a,
                  gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Properties that changed together are notified in no order. */
static char *
dup_heard (GhTestBelongings *self)
{
  g_auto (GStrv) words = g_strsplit (self->heard->str, " ", -1);
  guint n = g_strv_length (words);

  for (guint i = 0, end; i < n; i = end + 1)
    {
      for (end = i; end < n && strchr (words[end], '.') != NULL; end++)
        ;
      qsort (words + i, end - i, sizeof *words, compare_words_cb);
    }

  return g_strjoinv (" ", words);
}

static void
assert_heard_of (GhTestBelongings *self,
                 const GhChanges  *changes,
                 const char       *expected)
{
  g_autofree char *heard = NULL;

  if (gh_belongings_are_touched (self->list, changes))
    {
      read_list (self);
      if (self->heard->len == 0)
        hear (self, "=");
    }
  heard = dup_heard (self);
  g_assert_cmpstr (heard, ==, expected);
  g_string_truncate (self->heard, 0);
}

void
gh_test_assert_heard (GhTestBelongings *self,
                      const char       *expected)
{
  g_autoptr (GhChanges) changes = read_changes (self);

  assert_heard_of (self, changes, expected);
}

void
gh_test_hear (GhTestBelongings *self)
{
  g_autoptr (GhChanges) changes = read_changes (self);

  if (gh_belongings_are_touched (self->list, changes))
    read_list (self);
  g_string_truncate (self->heard, 0);
}

void
gh_test_assert_heard_of_time (GhTestBelongings *self,
                              const char       *expected)
{
  g_autoptr (GhChanges) time = gh_changes_new_time ();

  assert_heard_of (self, time, expected);
}

/* --- properties --- */

gpointer
gh_test_get_belonging (GhTestBelongings *self,
                       guint             position)
{
  g_autoptr (GhBelonging) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  g_assert_nonnull (item);

  return item;
}

static void
append_value (GString    *text,
              GObject    *item,
              GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *joined = NULL;

  g_value_init (&value, pspec->value_type);
  g_object_get_property (item, pspec->name, &value);
  if (pspec->value_type == G_TYPE_STRV)
    {
      joined = g_strjoinv ("+", g_value_get_boxed (&value));
      g_string_append (text, joined);
    }
  else if (pspec->value_type == G_TYPE_BOOLEAN)
    g_string_append (text, g_value_get_boolean (&value) ? "yes" : "no");
  else if (pspec->value_type == G_TYPE_INT64)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, g_value_get_int64 (&value));
  else
    g_string_append (text, g_value_get_string (&value));
}

void
gh_test_assert_properties (GhTestBelongings *self,
                           guint             position,
                           const char       *expected)
{
  GObject *item = gh_test_get_belonging (self, position);
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (item), &n);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      /* Keys are random. */
      if (strcmp (pspecs[i]->name, "key") == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append_printf (text, "%s=", pspecs[i]->name);
      append_value (text, item, pspecs[i]);
    }
  g_assert_cmpstr (text->str, ==, expected);
}
