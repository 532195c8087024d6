/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list/gh-filter-popover.h"

#include "kit/gh-inner-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More choices than this get a search. */
#define MANY_CHOICES 10

struct _GhFilterPopover {
  GtkPopover          parent_instance;

  GhSession          *session;
  const GhListFields *list;

  /* template */
  GtkStack           *stack;
  GtkBox             *fields;
  GtkLabel           *example;
  GtkLabel           *title;
  GtkWidget          *search;
  GtkWidget          *text_row;
  GtkWidget          *comparison;
  GtkWidget          *number;
  GtkWidget          *text;
  GtkWidget          *choices_window;
  GtkListBox         *choices;
  GtkWidget          *is_not;
  GtkWidget          *button;

  /* state */
  guint               field;
  char               *replaced;   /* the term to change; NULL: a new one */
  GHashTable         *chosen;     /* values whose choices are to be checked */
  guint               generation; /* of the names requested */
};

enum {
  SIGNAL_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhFilterPopover, gh_filter_popover, GTK_TYPE_POPOVER)

static const char *const past[] = { "<1d", "<7d", "<30d", "<90d", ">30d", ">90d", ">180d", ">365d", NULL };
static const char *const never[] = { "never", NULL };
static const char *const future[] = { "<1d", "<7d", "<30d", "<90d", NULL };

static GhQueryFieldKind
get_kind (GhFilterPopover *self)
{
  return self->list->query[self->field].kind;
}

/* --- choices --- */

static const char *
get_value (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "value");
}

static GtkCheckButton *
get_check (GtkWidget *row)
{
  return GTK_CHECK_BUTTON (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)));
}

/* The choices, as gh_list_term_make() takes them. */
static char *
make_term (GhFilterPopover *self)
{
  static const char *const comparisons[] = { "", "<", ">" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) values = NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));

  if (get_kind (self) == GH_QUERY_FIELD_COUNT)
    {
      g_autofree char *value =
        g_strdup_printf ("%s%d", comparisons[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->comparison))],
                         gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->number)));

      g_strv_builder_add (builder, value);
    }
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->choices)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_check_button_get_active (get_check (row)))
      g_strv_builder_add (builder, get_value (row));
  if (gtk_widget_get_visible (self->text) && *text != '\0')
    g_strv_builder_add (builder, text);
  values = g_strv_builder_end (builder);

  return gh_list_term_make (self->list, self->field, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->is_not)),
                             (const char *const *) values);
}

static void
update_button (GhFilterPopover *self)
{
  g_autofree char *term = make_term (self);

  gtk_widget_set_sensitive (self->button, term != NULL);
}

static void
add_choice (GhFilterPopover *self,
            const char      *value,
            const char      *label)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_hash_table_contains (self->chosen, value));
  g_signal_connect_object (check, "toggled", G_CALLBACK (update_button), self, G_CONNECT_SWAPPED);
  /* The row has the focus; a check button that is merely not focusable stops Tab. */
  gtk_widget_set_can_focus (check, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value), g_free);
  g_object_set_data_full (G_OBJECT (row), "label", g_utf8_casefold (label, -1), g_free);
  gtk_list_box_append (self->choices, row);
}

static void
choice_activated_cb (GtkListBox      *list,
                     GtkListBoxRow   *row,
                     GhFilterPopover *self)
{
  GtkCheckButton *check = get_check (GTK_WIDGET (row));

  gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

static void
add_times (GhFilterPopover   *self,
           const char *const *values)
{
  for (gsize i = 0; values[i] != NULL; i++)
    {
      const char *one[] = { values[i], NULL };
      g_autofree char *term = gh_list_term_make (self->list, self->field, FALSE, one);
      g_autoptr (GhQuery) query = gh_list_term_parse (self->list, term);
      g_autofree char *label = gh_list_term_describe (self->list, g_ptr_array_index (query->terms, 0));

      add_choice (self, values[i], label);
    }
}

/* --- names --- */

typedef struct {
  const GhListField *field;
  GPtrArray         *names;
  guint              generation;
} Reading;

static void
reading_free (gpointer data)
{
  g_ptr_array_unref (((Reading *) data)->names);
  g_free (data);
}

static gboolean
list_names_cb (GhConnection  *connection,
               gpointer       data,
               GError       **error)
{
  Reading *reading = data;

  return reading->field->list_names (connection, reading->names, error);
}

static void
names_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GhFilterPopover) self = data;
  const Reading *reading = gh_session_read_finish (result, NULL);

  if (reading == NULL || reading->generation != self->generation)
    return;

  for (guint i = 0; i < reading->names->len; i++)
    {
      const char *name = g_ptr_array_index (reading->names, i);
      g_autofree char *label = reading->field->dup_label != NULL ? reading->field->dup_label (name) : g_strdup (name);

      add_choice (self, name, label);
    }
  gtk_widget_set_visible (self->search, reading->names->len > MANY_CHOICES);
  if (reading->names->len > MANY_CHOICES)
    gtk_widget_grab_focus (self->search);
}

static void
ask_names (GhFilterPopover *self)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->field = &self->list->fields[self->field];
  reading->names = g_ptr_array_new_with_free_func (g_free);
  reading->generation = self->generation;
  gh_session_read_async (self->session, list_names_cb, reading, reading_free, NULL, names_cb, g_object_ref (self));
}

static void
search_changed_cb (GhFilterPopover *self)
{
  gtk_list_box_invalidate_filter (self->choices);
}

/* Escape, which the entry swallows. */
static void
stop_search_cb (GhFilterPopover *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_popover_popdown (GTK_POPOVER (self));
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       data)
{
  GhFilterPopover *self = data;
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  return strstr (g_object_get_data (G_OBJECT (row), "label"), typed) != NULL;
}

/* --- pages --- */

static void
show_field (GhFilterPopover *self,
            guint            field)
{
  const GhListField *about = &self->list->fields[field];
  GhQueryFieldKind kind = self->list->query[field].kind;
  GtkWidget *row;
  gboolean has_any = kind == GH_QUERY_FIELD_TEXT || kind == GH_QUERY_FIELD_NAME;

  self->field = field;
  self->generation++;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_list_box_remove (self->choices, row);

  gtk_label_set_text (self->title, gh_list_field_get_label (self->list, field));
  gtk_widget_set_visible (self->search, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_set_visible (self->comparison, kind == GH_QUERY_FIELD_COUNT);
  gtk_widget_set_visible (self->number, kind == GH_QUERY_FIELD_COUNT);
  gtk_widget_set_visible (self->text, has_any && about->list_names == NULL);
  gtk_widget_set_visible (self->choices_window, kind != GH_QUERY_FIELD_COUNT);
  gtk_widget_set_visible (self->text_row, gtk_widget_get_visible (self->number) || gtk_widget_get_visible (self->text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_list_field_get_label (self->list, field), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_list_field_get_label (self->list, field), -1);

  if (has_any)
    add_choice (self, "*", C_("any value of a field", "Any"));
  for (gsize i = 0; kind == GH_QUERY_FIELD_WORD && self->list->query[field].words[i] != NULL; i++)
    add_choice (self, self->list->query[field].words[i], about->get_word ((gint64) i));
  if (kind == GH_QUERY_FIELD_TIME || kind == GH_QUERY_FIELD_FUTURE)
    add_times (self, kind == GH_QUERY_FIELD_TIME ? past : future);
  if (kind == GH_QUERY_FIELD_TIME && !about->is_never_missing)
    add_times (self, never);
  if (about->list_names != NULL)
    ask_names (self);

  gtk_button_set_label (GTK_BUTTON (self->button), self->replaced != NULL ? _("_Change Filter") : _("_Add Filter"));
  update_button (self);
  gtk_stack_set_visible_child_name (self->stack, "value");
  if (gtk_widget_get_visible (self->text))
    gtk_widget_grab_focus (self->text);
  else if (gtk_widget_get_visible (self->number))
    gtk_widget_grab_focus (self->number);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->choices), GTK_DIR_TAB_FORWARD);
}

static void
field_clicked_cb (GtkWidget       *button,
                  GhFilterPopover *self)
{
  g_hash_table_remove_all (self->chosen);
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->comparison), 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->number), 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->is_not), FALSE);
  show_field (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "field")));
}

static void
back_cb (GhFilterPopover *self)
{
  gtk_stack_set_visible_child_name (self->stack, "fields");
  gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (self->fields)));
}

static void
done_cb (GhFilterPopover *self)
{
  g_autofree char *term = make_term (self);
  g_autofree char *replaced = g_strdup (self->replaced);

  if (term == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_DONE], 0, term, replaced);
}

/* Puts a term's values into the choices. */
static void
take_value (GhFilterPopover    *self,
            const GhQueryValue *value,
            const char         *text)
{
  if (value->type == GH_QUERY_RANGE)
    {
      gboolean is_less = value->low == 0 && value->high > 0;
      gboolean is_more = value->high == G_MAXINT32;

      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->comparison), is_more ? 2 : is_less ? 1 : 0);
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->number),
                                 is_more ? value->low - 1 : is_less ? value->high + 1 : value->low);
    }
  else if ((value->type == GH_QUERY_CONTAINS || value->type == GH_QUERY_IS) && self->list->fields[self->field].list_names == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->text), value->text);
  else
    g_hash_table_add (self->chosen, g_strdup (text));
}

void
gh_filter_popover_edit (GhFilterPopover *self,
                        const char      *term)
{
  g_autoptr (GhQuery) query = term != NULL ? gh_list_term_parse (self->list, term) : NULL;
  const GhQueryTerm *parsed;

  g_return_if_fail (GH_IS_FILTER_POPOVER (self));

  g_free (self->replaced);
  self->replaced = g_strdup (term);
  if (query == NULL)
    {
      back_cb (self);
      return;
    }

  parsed = g_ptr_array_index (query->terms, 0);
  self->field = (guint) parsed->field;
  g_hash_table_remove_all (self->chosen);
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->is_not), parsed->is_not);
  for (guint i = 0; i < parsed->values->len; i++)
    {
      const GhQueryValue *value = g_ptr_array_index (parsed->values, i);
      g_autofree char *time = NULL;

      switch (value->type)
        {
        case GH_QUERY_ANY:
          take_value (self, value, "*");
          break;

        case GH_QUERY_WORD:
          take_value (self, value, self->list->query[parsed->field].words[value->low]);
          break;

        case GH_QUERY_NEVER:
          take_value (self, value, "never");
          break;

        case GH_QUERY_WITHIN:
        case GH_QUERY_LONGER:
          time = g_strconcat (value->type == GH_QUERY_WITHIN ? "<" : ">", value->text, NULL);
          take_value (self, value, time);
          break;

        default:
          take_value (self, value, value->text);
          break;
        }
    }
  show_field (self, self->field);
}

/* --- life --- */

static void
gh_filter_popover_dispose (GObject *object)
{
  GhFilterPopover *self = GH_FILTER_POPOVER (object);

  self->generation++;
  g_clear_object (&self->session);
  g_clear_pointer (&self->replaced, g_free);
  g_clear_pointer (&self->chosen, g_hash_table_unref);

  G_OBJECT_CLASS (gh_filter_popover_parent_class)->dispose (object);
}

static void
gh_filter_popover_class_init (GhFilterPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_filter_popover_dispose;

  /**
   * GhFilterPopover::done:
   * @term: the term
   * @replaced: (nullable): the term that it replaces
   *
   * A term is ready.
   */
  signals[SIGNAL_DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/list/gh-filter-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, fields);
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, example);
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, title);
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, search);
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, text_row);
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, comparison);
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, number);
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, text);
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, choices_window);
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, choices);
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, is_not);
  gtk_widget_class_bind_template_child (widget_class, GhFilterPopover, button);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_activated_cb);
}

static GtkWidget *
create_field_button (GhFilterPopover *self,
                     guint            field)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *label = gtk_label_new (gh_list_field_get_label (self->list, field));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("gh-next-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_list_field_get_label (self->list, field), -1);
  g_object_set_data (G_OBJECT (button), "field", GUINT_TO_POINTER (field));

  return button;
}

static void
gh_filter_popover_init (GhFilterPopover *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_drop_down_set_up (GTK_DROP_DOWN (self->comparison), _("Comparison"));
  gtk_list_box_set_filter_func (self->choices, filter_cb, self, NULL);
}

GtkWidget *
gh_filter_popover_new (GhSession          *session,
                       const GhListFields *fields)
{
  GhFilterPopover *self = g_object_new (GH_TYPE_FILTER_POPOVER, NULL);
  g_autofree char *example = NULL;

  self->session = g_object_ref (session);
  self->list = fields;
  /* Translators: “Or type in the search box, for example login:>90d” */
  example = g_markup_printf_escaped (_("Or type in the search box, for example <tt>%s</tt>"), fields->example);
  gtk_label_set_markup (self->example, example);
  for (guint i = 0; i < fields->n_offered; i++)
    {
      GtkWidget *button = create_field_button (self, fields->offered[i]);

      g_signal_connect_object (button, "clicked", G_CALLBACK (field_clicked_cb), self, 0);
      gtk_box_append (self->fields, button);
    }

  return GTK_WIDGET (self);
}
