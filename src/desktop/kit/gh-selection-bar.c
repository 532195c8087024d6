/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-selection-bar.h"

#include "kit/gh-paced-label.h"
#include "kit/gh-select-menu.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define SPACING 8
#define PADDING 12 /* of the style */

struct _GhSelectionBar {
  GtkWidget  parent_instance;

  GtkWidget *revealer;
  GtkWidget *count;
  GtkWidget *sight;
  GtkWidget *select;
  GtkWidget *actions;
  GtkWidget *clear;
  GtkWidget *more;
  GhTable   *table;    /* weak */
  guint64    n;           /* the count shown */
  guint64    n_elsewhere;
  int        count_width; /* at its longest, however the table is scrolled */
  gboolean   is_narrow;
  int        width;
  guint      fold_id;
  GListModel *beside;  /* nullable: the toasts and what they cover, while the bar is mapped */
};

G_DEFINE_FINAL_TYPE (GhSelectionBar, gh_selection_bar, GTK_TYPE_WIDGET)

static char *
format_number (guint64 n)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, n);
}

/* Toasts go above the bar, not over its buttons. The class is on the toast: on the overlay it would restyle the whole
 * page. */
static void
lift_toasts (GhSelectionBar *self)
{
  gboolean is_seen = gtk_widget_get_mapped (GTK_WIDGET (self)) &&
                     gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));

  for (guint i = 0; self->beside != NULL && i < g_list_model_get_n_items (self->beside); i++)
    {
      g_autoptr (GtkWidget) toast = g_list_model_get_item (self->beside, i);

      if (!g_str_equal (gtk_widget_get_css_name (toast), "toast"))
        continue;
      if (is_seen)
        gtk_widget_add_css_class (toast, "gh-above-bar");
      else
        gtk_widget_remove_css_class (toast, "gh-above-bar");
    }
}

/* --- the room --- */

/* Works for hidden widgets too. */
static int
measure_width (GtkWidget *widget)
{
  int width;

  gtk_widget_set_visible (widget, TRUE);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

  return width;
}

static int
measure_markup (GtkWidget  *label,
                const char *markup)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, NULL);
  int width;

  pango_layout_set_markup (layout, markup, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

/* The count is never cut: actions are hidden, last first, then Select; all are available elsewhere. */
static void
fold (GhSelectionBar *self)
{
  gboolean has_room = TRUE;
  int left;

  g_clear_handle_id (&self->fold_id, g_source_remove);
  left = self->width - self->count_width - measure_width (self->clear) - measure_width (self->more) -
         4 * SPACING - 2 * PADDING;

  if (!self->is_narrow)
    left -= measure_width (self->select);
  gtk_widget_set_visible (self->select, !self->is_narrow && left >= 0);
  for (GtkWidget *action = gtk_widget_get_first_child (self->actions); action != NULL;
       action = gtk_widget_get_next_sibling (action))
    {
      left -= measure_width (action) + SPACING;
      has_room = has_room && left >= 0;
      gtk_widget_set_visible (action, has_room);
    }
  gtk_widget_set_visible (self->actions, !self->is_narrow);
}

static gboolean
fold_cb (gpointer data)
{
  GhSelectionBar *self = data;

  self->fold_id = 0;
  fold (self);

  return G_SOURCE_REMOVE;
}

static void
queue_fold (GhSelectionBar *self)
{
  if (self->fold_id == 0)
    self->fold_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
}

static void
gh_selection_bar_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  gtk_widget_measure (GH_SELECTION_BAR (widget)->revealer, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
gh_selection_bar_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GhSelectionBar *self = GH_SELECTION_BAR (widget);

  if (width != self->width)
    {
      self->width = width;
      queue_fold (self); /* show and hide nothing during layout */
    }
  gtk_widget_size_allocate (self->revealer, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

/* --- what is selected --- */

static char *
describe_sight (guint64 n_out_of_sight,
                guint64 n_elsewhere)
{
  g_autofree char *hidden = format_number (n_out_of_sight);
  g_autofree char *elsewhere = format_number (n_elsewhere);

  if (n_elsewhere > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s of them out of sight, %s not in this view",
                                         "%s of them out of sight, %s not in this view", (gulong) n_out_of_sight),
                            hidden, elsewhere);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s of them out of sight", "%s of them out of sight",
                                       (gulong) n_out_of_sight), hidden);
}

static void
update (GhSelectionBar *self)
{
  GhTableList *list = self->table != NULL ? gh_table_get_list (self->table) : NULL;
  guint64 n = list != NULL ? gh_table_list_count_selected (list) : 0;
  guint64 n_out_of_sight;
  guint64 n_elsewhere;
  g_autofree char *number = NULL;
  g_autofree char *count = NULL;
  g_autofree char *sight = NULL;

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), n > 0);
  lift_toasts (self);
  if (n == 0)
    return;

  n_out_of_sight = gh_table_list_count_selected_out_of_sight (list);
  n_elsewhere = n - gh_table_list_count_selected_in_view (list);
  number = format_number (n);

  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "<b>%s</b> selected", "<b>%s</b> selected", (gulong) n), number);
  gh_paced_label_set_markup (GTK_WIDGET (self->count), count);
  sight = describe_sight (n_out_of_sight, n_elsewhere);
  gtk_label_set_text (GTK_LABEL (self->sight), sight);
  gtk_widget_set_visible (self->sight, n_out_of_sight > 0);
  if (n != self->n || n_elsewhere != self->n_elsewhere)
    {
      g_autofree char *longest = describe_sight (n, n_elsewhere);

      self->n = n;
      self->n_elsewhere = n_elsewhere;
      self->count_width = MAX (measure_markup (self->sight, longest), measure_markup (self->count, count));
      queue_fold (self);
    }
}

static void
clear_cb (GhSelectionBar *self)
{
  if (self->table == NULL)
    return;

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (gh_table_get_list (self->table)));
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
gh_selection_bar_map (GtkWidget *widget)
{
  GhSelectionBar *self = GH_SELECTION_BAR (widget);
  GtkWidget *toasts = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  GTK_WIDGET_CLASS (gh_selection_bar_parent_class)->map (widget);

  if (toasts == NULL)
    return;

  self->beside = gtk_widget_observe_children (toasts);
  g_signal_connect_swapped (self->beside, "items-changed", G_CALLBACK (lift_toasts), self);
  lift_toasts (self);
}

static void
gh_selection_bar_unmap (GtkWidget *widget)
{
  GhSelectionBar *self = GH_SELECTION_BAR (widget);

  GTK_WIDGET_CLASS (gh_selection_bar_parent_class)->unmap (widget);

  lift_toasts (self);
  if (self->beside != NULL)
    g_signal_handlers_disconnect_by_data (self->beside, self);
  g_clear_object (&self->beside);
}

static void
gh_selection_bar_dispose (GObject *object)
{
  GhSelectionBar *self = GH_SELECTION_BAR (object);

  g_clear_handle_id (&self->fold_id, g_source_remove);
  g_clear_weak_pointer (&self->table);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (gh_selection_bar_parent_class)->dispose (object);
}

static void
gh_selection_bar_class_init (GhSelectionBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_selection_bar_dispose;
  GTK_WIDGET_CLASS (klass)->map = gh_selection_bar_map;
  GTK_WIDGET_CLASS (klass)->unmap = gh_selection_bar_unmap;
  GTK_WIDGET_CLASS (klass)->measure = gh_selection_bar_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = gh_selection_bar_size_allocate;
}

static GtkWidget *
create_label (GtkAccessibleRole role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "xalign", 0.0f, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

static void
gh_selection_bar_init (GhSelectionBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *clear = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->clear = clear;
  gtk_button_set_has_frame (GTK_BUTTON (clear), FALSE);
  gtk_widget_set_tooltip_text (clear, _("Select None"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (clear), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Select None"), -1);
  gtk_widget_set_valign (clear, GTK_ALIGN_CENTER);
  g_signal_connect_object (clear, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);

  self->count = create_label (GTK_ACCESSIBLE_ROLE_NONE);
  self->sight = create_label (GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_label_set_wrap (GTK_LABEL (self->sight), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->sight), 2);
  gtk_widget_add_css_class (self->sight, "caption");
  gtk_widget_add_css_class (self->sight, "dim-label");
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), gh_paced_label_new (self->count));
  gtk_box_append (GTK_BOX (lines), self->sight);

  self->select = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->select), _("Select"));
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->select), TRUE);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->select), GTK_ARROW_UP);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->select), FALSE);
  gtk_widget_set_valign (self->select, GTK_ALIGN_CENTER);

  self->actions = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  gtk_widget_set_valign (self->actions, GTK_ALIGN_CENTER);
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), _("More Actions"));
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->more), TRUE);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->more), GTK_ARROW_UP);
  gtk_widget_set_valign (self->more, GTK_ALIGN_CENTER);

  gtk_widget_add_css_class (box, "gh-selection-bar");
  gtk_box_append (GTK_BOX (box), clear);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), self->select);
  gtk_box_append (GTK_BOX (box), self->actions);
  gtk_box_append (GTK_BOX (box), self->more);

  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer), GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_transition_duration (GTK_REVEALER (self->revealer), 150);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}

GtkWidget *
gh_selection_bar_new (void)
{
  return g_object_new (GH_TYPE_SELECTION_BAR, NULL);
}

void
gh_selection_bar_set_table (GhSelectionBar *bar,
                            GhTable        *table)
{
  g_return_if_fail (GH_IS_SELECTION_BAR (bar));
  g_return_if_fail (GH_IS_TABLE (table));
  g_return_if_fail (bar->table == NULL);

  g_set_weak_pointer (&bar->table, table);
  gh_select_menu_attach (GTK_MENU_BUTTON (bar->select), table);
  g_signal_connect_object (gh_table_get_list (table), "notify::n-selected", G_CALLBACK (update), bar, G_CONNECT_SWAPPED);
  g_signal_connect_object (gh_table_get_list (table), "order-changed", G_CALLBACK (update), bar, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "viewport-changed", G_CALLBACK (update), bar, G_CONNECT_SWAPPED);
  update (bar);
}

GtkWidget *
gh_selection_bar_add_action (GhSelectionBar *bar,
                             const char     *label,
                             const char     *action_name,
                             gboolean        is_destructive)
{
  GtkWidget *button;

  g_return_val_if_fail (GH_IS_SELECTION_BAR (bar), NULL);

  button = gtk_button_new_with_label (label);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action_name);
  if (is_destructive)
    gtk_widget_add_css_class (button, "destructive-action");
  gtk_box_append (GTK_BOX (bar->actions), button);

  return button;
}

GtkMenuButton *
gh_selection_bar_get_more_button (GhSelectionBar *bar)
{
  g_return_val_if_fail (GH_IS_SELECTION_BAR (bar), NULL);

  return GTK_MENU_BUTTON (bar->more);
}

void
gh_selection_bar_set_narrow (GhSelectionBar *bar,
                             gboolean        narrow)
{
  g_return_if_fail (GH_IS_SELECTION_BAR (bar));

  bar->is_narrow = narrow;
  fold (bar);
}
