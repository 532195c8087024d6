/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/gh-log-pane.h"

#include "log/gh-log-words.h"
#include "operate/gh-operate-words.h"
#include "session/gh-when.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _GhLogPane {
  GtkBox     parent_instance;

  GtkImage  *icon;
  GtkLabel  *heading;
  GtkLabel  *caption;
  GtkLabel  *undo_caption;
  GtkBox    *top;
  GtkWidget *buttons;
  GtkWidget *users_button;
  GtkWidget *save_button;
  GtkWidget *undo_button;
  GtkBox    *body;
  GtkGrid   *facts;
  GtkWidget *separator;
  GtkGrid   *changes;
};

G_DEFINE_FINAL_TYPE (GhLogPane, gh_log_pane, GTK_TYPE_BOX)

/* --- rows --- */

static void
clear (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static GtkWidget *
add_label (GtkGrid    *grid,
           int         column,
           int         row,
           const char *text,
           gboolean    is_dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_selectable (GTK_LABEL (label), !is_dim);
  /* Tab does not get past a label that is merely not focusable. */
  gtk_widget_set_can_focus (label, FALSE);
  if (is_dim)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_grid_attach (grid, label, column, row, 1, 1);

  return label;
}

/* Leaves out a fact without text. */
static GtkWidget *
add_fact (GhLogPane  *self,
          int        *row,
          const char *name,
          const char *text)
{
  GtkWidget *value;

  if (text == NULL || *text == '\0')
    return NULL;

  gtk_label_set_ellipsize (GTK_LABEL (add_label (self->facts, 0, *row, name, TRUE)), PANGO_ELLIPSIZE_NONE);
  value = add_label (self->facts, 1, *row, text, FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (value), 48);
  (*row)++;

  return value;
}

/* "7f3a 90c2 … d41e" */
static char *
shorten_hash (const char *hash)
{
  gsize length = strlen (hash);

  return g_strdup_printf ("%.4s %.4s … %.4s", hash, hash + 4, hash + length - 4);
}

static void
show_facts (GhLogPane          *self,
            const GhLogDetails *details,
            const GPtrArray    *skips)
{
  const GhLogEntry *entry = details->entry;
  g_autofree char *changed = gh_log_words_dup_changed (entry);
  g_autofree char *skipped = gh_log_words_dup_skipped (entry, skips);
  g_autofree char *also = gh_log_words_dup_also (details);
  g_autofree char *from = gh_log_words_dup_from (entry);
  g_autofree char *proof = shorten_hash (details->hash);
  g_autofree char *object = gh_log_words_dup_object (entry);
  GtkWidget *value;
  int row = 0;

  clear (self->facts);
  add_fact (self, &row, _("Changed"), changed);
  add_fact (self, &row, _("Skipped"), skipped);
  add_fact (self, &row, _("Also"), also);
  add_fact (self, &row, entry->undoes != 0 ? _("Undoes") : _("Object"), object);
  add_fact (self, &row, _("From"), from);
  value = add_fact (self, &row, _("Proof"), proof);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_set_tooltip_text (value, details->hash);
}

static void
show_changes (GhLogPane          *self,
              const GhLogDetails *details,
              gint64              now)
{
  gint64 total = 0;
  gboolean are_any = details->changes->len > 0;

  clear (self->changes);
  gtk_widget_set_visible (self->separator, are_any);
  for (guint i = 0; i < details->counts->len; i++)
    total += g_array_index (details->counts, GhLogKindCount, i).count;

  for (guint i = 0; i < details->changes->len; i++)
    {
      const GhLogChange *change = g_ptr_array_index (details->changes, i);
      g_autofree char *record = gh_log_words_dup_record (change);
      g_autofree char *before = gh_log_words_dup_value (change, FALSE, now);
      g_autofree char *after = gh_log_words_dup_value (change, TRUE, now);
      GtkWidget *arrow = gtk_image_new_from_icon_name ("gh-next-symbolic");

      add_label (self->changes, 0, (int) i, record, FALSE);
      add_label (self->changes, 1, (int) i, before, TRUE);
      gtk_widget_add_css_class (arrow, "dim-label");
      gtk_grid_attach (self->changes, arrow, 2, (int) i, 1, 1);
      add_label (self->changes, 3, (int) i, after, FALSE);
    }
  if (total > details->changes->len && are_any)
    {
      gint64 n = total - details->changes->len;
      g_autofree char *number = gh_operate_words_dup_number (n);
      g_autofree char *more = g_strdup_printf (ngettext ("and %s more", "and %s more", (gulong) n), number);

      add_label (self->changes, 0, (int) details->changes->len, more, TRUE);
    }
}

/* --- the pane --- */

void
gh_log_pane_show (GhLogPane          *self,
                  const GhLogDetails *details,
                  const GPtrArray    *skips,
                  gint64              now)
{
  const GhLogEntry *entry = details->entry;
  g_autofree char *action = gh_log_words_dup_action (entry);
  g_autofree char *when = gh_when_dup_text (entry->time, now);
  g_autofree char *full = gh_when_dup_full (entry->time);
  g_autofree char *number = gh_operate_words_dup_number (entry->entry);
  g_autofree char *caption = g_strdup_printf (_("Entry %s, by %s, %s"), number, entry->actor, when);

  g_return_if_fail (GH_IS_LOG_PANE (self));

  gtk_image_set_from_icon_name (self->icon, gh_log_words_get_icon (entry));
  gtk_label_set_text (self->heading, action);
  gtk_label_set_text (self->caption, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption), full);
  gtk_label_set_text (self->undo_caption, "");
  gtk_widget_set_visible (self->users_button, details->user_ids->len > 0);
  gtk_widget_set_visible (self->save_button, details->counts->len > 0 || entry->skipped > 0);
  show_facts (self, details, skips);
  show_changes (self, details, now);
}

/* Moves the buttons beside the heading, or below it when narrow. */
static void
move_buttons (GhLogPane *self,
              gboolean   below)
{
  GtkWidget *place = below ? GTK_WIDGET (self) : GTK_WIDGET (self->top);
  GtkWidget *here = gtk_widget_get_parent (self->buttons);

  if (here == place)
    return;

  gtk_box_set_spacing (GTK_BOX (self->buttons), below ? 0 : 12);
  gtk_widget_set_margin_top (self->buttons, below ? 6 : 0);
  g_object_ref (self->buttons);
  gtk_box_remove (GTK_BOX (here), self->buttons);
  gtk_box_insert_child_after (GTK_BOX (place), self->buttons,
                              below ? GTK_WIDGET (self->top) : GTK_WIDGET (self->undo_caption));
  g_object_unref (self->buttons);
}

void
gh_log_pane_set_narrow (GhLogPane *self,
                        gboolean   narrow)
{
  g_return_if_fail (GH_IS_LOG_PANE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->body, narrow ? 12 : 24);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->separator),
                                  narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  move_buttons (self, narrow);
  /* The button says it, too. */
  gtk_widget_set_visible (GTK_WIDGET (self->undo_caption), !narrow);
  gtk_widget_set_hexpand (gtk_widget_get_parent (GTK_WIDGET (self->heading)), narrow);
}

static char *
describe_undo (const GhResult *rehearsal)
{
  gulong n = (gulong) rehearsal->changed;
  g_autofree char *number = gh_operate_words_dup_number (rehearsal->changed);
  g_autofree char *stay = gh_operate_words_dup_number (rehearsal->n_skipped);
  g_autofree char *back = g_strdup_printf (ngettext ("Puts back %s.", "Puts back %s.", n), number);
  g_autofree char *kept = NULL;

  if (rehearsal->n_skipped == 0)
    return g_steal_pointer (&back);

  kept = g_strdup_printf (ngettext ("%s was edited since and stays.", "%s were edited since and stay.",
                                    (gulong) rehearsal->n_skipped), stay);

  return g_strdup_printf ("%s %s", back, kept);
}

void
gh_log_pane_set_undo (GhLogPane      *self,
                      const GhResult *rehearsal)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GH_IS_LOG_PANE (self));

  if (!rehearsal->is_refused)
    text = describe_undo (rehearsal);
  else if (rehearsal->skips->len > 0)
    text = gh_skip_get_text (g_ptr_array_index (rehearsal->skips, 0));
  gtk_label_set_text (self->undo_caption, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->undo_caption), text);
  gtk_widget_set_tooltip_text (self->undo_button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->undo_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

static void
gh_log_pane_class_init (GhLogPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/log/gh-log-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, icon);
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, heading);
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, caption);
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, undo_caption);
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, top);
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, buttons);
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, users_button);
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, save_button);
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, undo_button);
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, body);
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, facts);
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, separator);
  gtk_widget_class_bind_template_child (widget_class, GhLogPane, changes);
}

static void
gh_log_pane_init (GhLogPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
