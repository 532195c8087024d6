/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-choice-button.h"

#include "base/gh-fold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIST_WIDTH  320
#define LIST_HEIGHT 320

/* Longer ones are cut. */
#define LABEL_CHARACTERS 26

/* --- a choice --- */

#define GH_TYPE_CHOICE (gh_choice_get_type ())
G_DECLARE_FINAL_TYPE (GhChoice, gh_choice, GH, CHOICE, GObject)

struct _GhChoice {
  GObject   parent_instance;

  char     *value;
  char     *label;
  char     *detail;     /* nullable */
  char     *words;      /* folded, for the search */
  gboolean  is_chosen;
};

enum {
  PROP_0,
  PROP_CHOSEN,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (GhChoice, gh_choice, G_TYPE_OBJECT)

static void
gh_choice_get_property (GObject    *object,
                        guint       property,
                        GValue     *value,
                        GParamSpec *pspec)
{
  g_value_set_boolean (value, GH_CHOICE (object)->is_chosen);
}

static void
gh_choice_finalize (GObject *object)
{
  GhChoice *self = GH_CHOICE (object);

  g_free (self->value);
  g_free (self->label);
  g_free (self->detail);
  g_free (self->words);

  G_OBJECT_CLASS (gh_choice_parent_class)->finalize (object);
}

static void
gh_choice_class_init (GhChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = gh_choice_get_property;
  G_OBJECT_CLASS (klass)->finalize = gh_choice_finalize;
  properties[PROP_CHOSEN] = g_param_spec_boolean ("chosen", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
}

static void
gh_choice_init (GhChoice *self)
{
}

static void
set_chosen (GhChoice *self,
            gboolean  is_chosen)
{
  if (self->is_chosen == is_chosen)
    return;

  self->is_chosen = is_chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

/* --- the button --- */

struct _GhChoiceButton {
  GtkWidget           parent_instance;

  GtkWidget          *button;
  GtkWidget          *label;
  GtkWidget          *search;
  GtkWidget          *view;
  GtkWidget          *nothing;

  GListStore         *choices;
  GtkFilter          *filter;
  GtkSingleSelection *selection;
  char               *name;
  char               *value;
  char               *needle;    /* nullable: folded */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (GhChoiceButton, gh_choice_button, GTK_TYPE_WIDGET)

static GhChoice *
find_choice (GhChoiceButton *self)
{
  GListModel *all = G_LIST_MODEL (self->choices);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GhChoice) choice = g_list_model_get_item (all, i);

      if (g_str_equal (choice->value, self->value))
        return choice; /* which the store keeps */
    }

  return NULL;
}

static void
update_label (GhChoiceButton *self)
{
  GhChoice *choice = find_choice (self);
  const char *shown = choice != NULL ? choice->label : self->value;
  /* Translators: what is to be chosen, and what is chosen */
  g_autofree char *name = g_strdup_printf (C_("name, choice", "%s, %s"), self->name, shown);

  gtk_label_set_text (GTK_LABEL (self->label), shown);
  gtk_widget_set_tooltip_text (self->label, shown);
  /* The inner one has the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (choice != NULL)
    set_chosen (choice, TRUE);
}

static void
choose (GhChoiceButton *self,
        GhChoice       *choice)
{
  gboolean is_other = !g_str_equal (choice->value, self->value);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  if (!is_other)
    return;

  gh_choice_button_set_value (self, choice->value);
  g_signal_emit (self, chosen_signal, 0);
}

static void
activated_cb (GhChoiceButton *self,
              guint           position)
{
  g_autoptr (GhChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (choice != NULL)
    choose (self, choice);
}

/* --- searching --- */

static gboolean
match_cb (gpointer item,
          gpointer data)
{
  GhChoiceButton *self = data;

  return self->needle == NULL || strstr (GH_CHOICE (item)->words, self->needle) != NULL;
}

static void
search_cb (GhChoiceButton *self)
{
  g_autofree char *folded = gh_fold_search (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  if (folded != NULL)
    g_strstrip (folded);
  g_free (self->needle);
  self->needle = folded != NULL && *folded != '\0' ? g_steal_pointer (&folded) : NULL;
  /* What is found begins at the top. GTK 4.8 goes on showing a row that is gone where the list was scrolled. */
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), NULL);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
}

static void
found_cb (GhChoiceButton *self)
{
  gtk_widget_set_visible (self->nothing, g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0);
}

/* Enter chooses the first that is found; without a search everything is, and nothing was meant. */
static void
search_activated_cb (GhChoiceButton *self)
{
  if (self->needle != NULL)
    activated_cb (self, 0);
}

/* Escape, which the entry swallows. */
static void
stop_search_cb (GhChoiceButton *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

static gboolean
key_cb (GhChoiceButton *self,
        guint           key)
{
  return key == GDK_KEY_Down && gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
}

static gboolean
scroll_cb (GtkWidget     *view,
           GdkFrameClock *clock,
           gpointer       data)
{
  guint position = gtk_single_selection_get_selected (GH_CHOICE_BUTTON (data)->selection);

  /* GTK 4.8 shows nothing at all where it scrolls a list that has no rows yet. */
  if (gtk_widget_get_first_child (view) == NULL || gtk_widget_get_height (view) == 0)
    return G_SOURCE_CONTINUE;

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (view, "list.scroll-to-item", "u", position);

  return G_SOURCE_REMOVE;
}

/* It opens at what is chosen, ready to search. */
static void
opened_cb (GhChoiceButton *self)
{
  GhChoice *choice = find_choice (self);
  guint position;

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_cb (self);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  if (choice != NULL && g_list_store_find (self->choices, choice, &position))
    {
      gtk_single_selection_set_selected (self->selection, position);
      gtk_widget_add_tick_callback (self->view, scroll_cb, self, NULL);
    }
  gtk_widget_grab_focus (self->search);
}

/* --- rows --- */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (texts), label);
  gtk_box_append (GTK_BOX (texts), detail);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), check);
  gtk_list_item_set_child (item, row);
  g_object_set_data (G_OBJECT (item), "label", label);
  g_object_set_data (G_OBJECT (item), "detail", detail);
  g_object_set_data (G_OBJECT (item), "check", check);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  GhChoice *choice = gtk_list_item_get_item (item);
  GtkWidget *detail = g_object_get_data (G_OBJECT (item), "detail");

  gtk_label_set_text (g_object_get_data (G_OBJECT (item), "label"), choice->label);
  gtk_label_set_text (GTK_LABEL (detail), choice->detail != NULL ? choice->detail : "");
  gtk_widget_set_visible (detail, choice->detail != NULL);
  g_object_set_data (G_OBJECT (item), "binding",
                     g_object_bind_property (choice, "chosen", g_object_get_data (G_OBJECT (item), "check"), "visible",
                                             G_BINDING_SYNC_CREATE));
  /* GTK 4.8 names no rows. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, choice->label, -1);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  g_binding_unbind (g_object_get_data (G_OBJECT (item), "binding"));
}

/* --- building --- */

static void
make_list (GhChoiceButton *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->choices = g_list_store_new (GH_TYPE_CHOICE);
  self->filter = GTK_FILTER (gtk_custom_filter_new (match_cb, self, NULL));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (
    gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->choices)), g_object_ref (self->filter))));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->view), TRUE);
  gtk_widget_add_css_class (self->view, "gh-choices");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
}

static void
make_search (GhChoiceButton *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Search"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search"), -1);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->search, keys);
}

static GtkWidget *
make_popover (GhChoiceButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *window = gtk_scrolled_window_new ();

  make_list (self);
  make_search (self);
  self->nothing = gtk_label_new (_("Nothing is found."));
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_visible (self->nothing, FALSE);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), self->view);
  gtk_widget_set_size_request (window, LIST_WIDTH, LIST_HEIGHT);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), window);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (popover, "show", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);

  return popover;
}

static gboolean
gh_choice_button_mnemonic_activate (GtkWidget *widget,
                                    gboolean   is_one_of_several)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (GH_CHOICE_BUTTON (widget)->button));

  return TRUE;
}

static void
gh_choice_button_dispose (GObject *object)
{
  GhChoiceButton *self = GH_CHOICE_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->choices);

  G_OBJECT_CLASS (gh_choice_button_parent_class)->dispose (object);
}

static void
gh_choice_button_finalize (GObject *object)
{
  GhChoiceButton *self = GH_CHOICE_BUTTON (object);

  g_free (self->name);
  g_free (self->value);
  g_free (self->needle);

  G_OBJECT_CLASS (gh_choice_button_parent_class)->finalize (object);
}

static void
gh_choice_button_class_init (GhChoiceButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_choice_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_choice_button_finalize;
  widget_class->mnemonic_activate = gh_choice_button_mnemonic_activate;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                0);
}

static void
gh_choice_button_init (GhChoiceButton *self)
{
  self->value = g_strdup ("");
}

GtkWidget *
gh_choice_button_new (const char *name)
{
  GhChoiceButton *self = g_object_new (GH_TYPE_CHOICE_BUTTON, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->name = g_strdup (name);
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), LABEL_CHARACTERS);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_widget_add_css_class (self->button, "gh-choice");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  update_label (self);

  return GTK_WIDGET (self);
}

void
gh_choice_button_add (GhChoiceButton *self,
                      const char     *value,
                      const char     *label,
                      const char     *detail)
{
  g_autoptr (GhChoice) choice = g_object_new (GH_TYPE_CHOICE, NULL);
  g_autofree char *words = g_strjoin (" ", label, value, detail, NULL);

  g_return_if_fail (GH_IS_CHOICE_BUTTON (self));

  choice->value = g_strdup (value);
  choice->label = g_strdup (label);
  choice->detail = g_strdup (detail);
  choice->words = gh_fold_search (words);
  g_list_store_append (self->choices, choice);
  if (g_str_equal (value, self->value))
    update_label (self);
}

void
gh_choice_button_set_value (GhChoiceButton *self,
                            const char     *value)
{
  GhChoice *before;

  g_return_if_fail (GH_IS_CHOICE_BUTTON (self));

  before = find_choice (self);
  if (before != NULL)
    set_chosen (before, FALSE);
  g_free (self->value);
  self->value = g_strdup (value);
  update_label (self);
}

const char *
gh_choice_button_get_value (GhChoiceButton *self)
{
  g_return_val_if_fail (GH_IS_CHOICE_BUTTON (self), NULL);

  return self->value;
}
