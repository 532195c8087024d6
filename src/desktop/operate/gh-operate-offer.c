/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-offer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether there is an action for it, enabled or not. */
static gboolean
has_action (const GhOperateOffer *self,
            const GhOperation    *operation)
{
  return operation->target != NULL && !operation->has_no_menu &&
         g_str_equal (operation->target->record_kind, self->target->record_kind) &&
         (self->own == NULL || !g_strv_contains (self->own, operation->name));
}

static char *
dup_action_name (const GhOperateOffer *self,
                 const GhOperation    *operation)
{
  return g_strconcat (self->prefix, operation->name, NULL);
}

/* @places: the menus or the bars in the row of @operation */
static gboolean
is_shown (const GhOperateOffer *self,
          const GhOperation    *operation,
          GhOperatePlaces       places,
          gboolean              takes_away)
{
  return has_action (self, operation) && operation->target == self->target && (places & self->place) != 0 &&
         gh_operate_words_find (operation)->takes_away == takes_away;
}

/* Each item opens a dialog. */
static char *
dup_label (const GhOperateOffer *self,
           const GhOperation    *operation)
{
  const GhOperateWords *words = gh_operate_words_find (operation);
  g_autofree char *label = NULL;

  if (words->list_label != NULL && self->place == GH_OPERATE_ON_GROUPS)
    return g_strdup (_(words->list_label));

  label = gh_operate_words_dup_label (operation);

  return g_strconcat (label, "…", NULL);
}

static const char *
get_key (const GhOperateOffer *self,
         const GhOperation    *operation)
{
  return self->has_no_keys ? NULL : gh_operate_words_find (operation)->key;
}

/* --- actions and keys --- */

static void
add_key (GtkWidgetClass  *klass,
         const char      *key,
         GtkShortcutFunc  key_cb)
{
  GdkModifierType modifiers;
  guint keyval;

  if (!gtk_accelerator_parse (key, &keyval, &modifiers))
    g_return_if_reached ();

  gtk_widget_class_add_binding (klass, keyval, modifiers, key_cb, "s", key);
  if (keyval == GDK_KEY_Delete)
    gtk_widget_class_add_binding (klass, GDK_KEY_KP_Delete, modifiers, key_cb, "s", key);
}

void
gh_operate_offer_install (const GhOperateOffer        *self,
                          GtkWidgetClass              *klass,
                          GtkWidgetActionActivateFunc  activate,
                          GtkShortcutFunc              key_cb)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n_operations;
  const GhOperation *const *operations = gh_operation_get_all (&n_operations);

  for (gsize i = 0; i < n_operations; i++)
    if (has_action (self, operations[i]))
      {
        const char *key = get_key (self, operations[i]);
        g_autofree char *name = dup_action_name (self, operations[i]);

        gtk_widget_class_install_action (klass, name, NULL, activate);
        if (key != NULL && g_hash_table_add (keys, (gpointer) key))
          add_key (klass, key, key_cb);
      }
}

const GhOperation *
gh_operate_offer_find_activated (const GhOperateOffer *self,
                                 const char           *action_name)
{
  return gh_operation_find (action_name + strlen (self->prefix));
}

const GhOperation *
gh_operate_offer_find_key (const GhOperateOffer *self,
                           GVariant             *key)
{
  gsize n_operations;
  const GhOperation *const *operations = gh_operation_get_all (&n_operations);

  for (gsize i = 0; i < n_operations; i++)
    if (has_action (self, operations[i]) && operations[i]->target == self->target &&
        g_strcmp0 (get_key (self, operations[i]), g_variant_get_string (key, NULL)) == 0)
      return operations[i];

  return NULL;
}

/* --- menus and the bar --- */

static void
add_to_menu (const GhOperateOffer *self,
             GhActionPopover      *menu,
             gboolean              takes_away,
             GhOperateReason       reason,
             gpointer              page)
{
  gsize n_operations;
  const GhOperation *const *operations = gh_operation_get_all (&n_operations);

  for (gsize i = 0; i < n_operations; i++)
    if (is_shown (self, operations[i], gh_operate_words_find (operations[i])->menus, takes_away))
      {
        g_autofree char *label = dup_label (self, operations[i]);
        g_autofree char *name = dup_action_name (self, operations[i]);

        gh_action_popover_add (menu, label, name, get_key (self, operations[i]), reason (page, operations[i]));
      }
}

void
gh_operate_offer_fill_menu (const GhOperateOffer *self,
                            GhActionPopover      *menu,
                            GhOperateReason       reason,
                            void                (*add_own) (gpointer         page,
                                                            GhActionPopover *menu),
                            gpointer              page)
{
  add_to_menu (self, menu, FALSE, reason, page);
  if (add_own != NULL)
    add_own (page, menu);
  add_to_menu (self, menu, TRUE, reason, page);
}

void
gh_operate_offer_fill_bar (const GhOperateOffer *self,
                           GhSelectionBar       *bar,
                           GtkWidget            *buttons[GH_OPERATE_BUTTONS])
{
  gsize n_operations, n = 0;
  const GhOperation *const *operations = gh_operation_get_all (&n_operations);

  for (int takes_away = FALSE; takes_away <= TRUE; takes_away++)
    for (gsize i = 0; i < n_operations && n < GH_OPERATE_BUTTONS; i++)
      if (is_shown (self, operations[i], gh_operate_words_find (operations[i])->bars, takes_away))
        {
          g_autofree char *label = dup_label (self, operations[i]);
          g_autofree char *name = dup_action_name (self, operations[i]);

          buttons[n] = gh_selection_bar_add_action (bar, label, name, operations[i]->no_undo_reason != NULL);
          g_object_set_data (G_OBJECT (buttons[n++]), "operation", (gpointer) operations[i]);
        }
}

void
gh_operate_offer_update (const GhOperateOffer *self,
                         GhOperateReason       reason,
                         gpointer              page,
                         GtkWidget            *buttons[GH_OPERATE_BUTTONS])
{
  gsize n_operations;
  const GhOperation *const *operations = gh_operation_get_all (&n_operations);

  for (gsize i = 0; i < n_operations; i++)
    if (has_action (self, operations[i]))
      {
        g_autofree char *name = dup_action_name (self, operations[i]);

        gtk_widget_action_set_enabled (page, name, operations[i]->target == self->target &&
                                                     reason (page, operations[i]) == NULL);
      }
  for (gsize i = 0; buttons != NULL && i < GH_OPERATE_BUTTONS && buttons[i] != NULL; i++)
    {
      const char *tooltip = reason (page, g_object_get_data (G_OBJECT (buttons[i]), "operation"));

      /* Else GTK asks the display where the pointer is, at each key. */
      if (g_strcmp0 (tooltip, gtk_widget_get_tooltip_text (buttons[i])) != 0)
        gtk_widget_set_tooltip_text (buttons[i], tooltip);
    }
}
