/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the log is shown: chips and what was typed. */
#include "log/gh-log-page-private.h"

#include "log/gh-log-words.h"
#include "logs/gh-log-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  const char *value;
  const char *label;
} times[] = {
  { "<1d", N_("Last 24 hours") },
  { "<7d", N_("Last 7 days") },
  { "<30d", N_("Last 30 days") },
  { "<365d", N_("Last year") },
};

static const char *
get_text (GhLogPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* --- chips --- */

static char *
dup_key (const char *term)
{
  return g_strndup (term, strcspn (term, ":"));
}

static char *
describe_value (const char *key,
                const char *value)
{
  if (g_str_equal (key, "operation"))
    return gh_log_words_dup_label (value + strspn (value, "="));
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    if (g_str_equal (times[i].value, value))
      return g_strdup (_(times[i].label));

  return g_strdup (value);
}

void
gh_log_page_remove_chip (GhLogPage  *self,
                         const char *key)
{
  g_autofree char *owned = g_strdup (key);

  for (guint i = 0; i < self->terms->len; i++)
    {
      g_autofree char *other = dup_key (g_ptr_array_index (self->terms, i));

      if (g_str_equal (other, owned))
        g_ptr_array_remove_index (self->terms, i--);
    }
  gh_filter_bar_remove (self->chips, owned);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->terms->len > 0);
  gh_log_page_update_view (self, GH_TABLE_PLACE_TOP);
}

void
gh_log_page_set_term (GhLogPage  *self,
                      const char *term)
{
  g_autofree char *key = dup_key (term);
  g_autofree char *value = describe_value (key, term + strlen (key) + 1);
  const char *field = g_str_equal (key, "operation") ? _("Action") : _("Time");
  g_autofree char *name = g_strdup_printf (_("Filter: %s is %s"), field, value);
  g_autofree char *remove_name = g_strdup_printf (_("Remove filter %s is %s"), field, value);

  for (guint i = 0; i < self->terms->len; i++)
    {
      g_autofree char *other = dup_key (g_ptr_array_index (self->terms, i));

      if (g_str_equal (other, key))
        g_ptr_array_remove_index (self->terms, i--);
    }
  g_ptr_array_add (self->terms, g_strdup (term));
  gh_filter_bar_set (self->chips, key, field, value, name, remove_name);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), TRUE);
  gh_log_page_update_view (self, GH_TABLE_PLACE_TOP);
}

void
gh_log_page_clear_filter (GhLogPage *self)
{
  g_ptr_array_set_size (self->terms, 0);
  gh_filter_bar_clear (self->chips);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), FALSE);
  if (*get_text (self) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gh_log_page_update_view (self, GH_TABLE_PLACE_TOP);
}

static void
add_item (GMenu      *menu,
          const char *label,
          const char *term)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "log.filter", "s", term);
  g_menu_append_item (menu, item);
}

void
gh_log_page_add_filter_menu (GhLogPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) time_menu = g_menu_new ();
  g_autoptr (GMenu) action_menu = g_menu_new ();
  gsize n_operations;
  const GhOperation *const *operations = gh_operation_get_all (&n_operations);

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *term = g_strconcat ("time:", times[i].value, NULL);

      add_item (time_menu, _(times[i].label), term);
    }
  for (gsize i = 0; i < n_operations; i++)
    {
      g_autofree char *term = g_strconcat ("operation:=", operations[i]->name, NULL);
      g_autofree char *label = gh_log_words_dup_label (operations[i]->name);

      add_item (action_menu, label, term);
    }
  g_menu_append_submenu (menu, _("Time"), G_MENU_MODEL (time_menu));
  g_menu_append_submenu (menu, _("Action"), G_MENU_MODEL (action_menu));
  gtk_menu_button_set_menu_model (self->filter_button, G_MENU_MODEL (menu));
}

/* --- the query --- */

char *
gh_log_page_dup_query (GhLogPage *self)
{
  g_autoptr (GString) query = g_string_new (NULL);

  for (guint i = 0; i < self->terms->len; i++)
    g_string_append_printf (query, "%s ", (char *) g_ptr_array_index (self->terms, i));
  g_string_append (query, get_text (self));

  return g_string_free (g_steal_pointer (&query), FALSE);
}

gboolean
gh_log_page_check_query (GhLogPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhQuery) query = gh_query_parse (get_text (self), gh_log_fields, NULL, &error);

  self->is_readable = query != NULL;
  gtk_label_set_text (self->reason, error != NULL ? error->message : "");
  gtk_revealer_set_reveal_child (self->reason_revealer, error != NULL);
  if (self->is_readable)
    gtk_widget_remove_css_class (self->entry, "error");
  else
    gtk_widget_add_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               self->is_readable ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gh_table_set_dimmed (self->table, !self->is_readable);
  gtk_widget_set_visible (self->clear_button, self->terms->len > 0 || *get_text (self) != '\0');

  return self->is_readable;
}
