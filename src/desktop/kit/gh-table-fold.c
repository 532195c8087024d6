/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table always fits its window: its columns narrow, then the least useful are hidden. */
#include "kit/gh-table-private.h"

#include "kit/gh-text-scale.h"

static gboolean
is_wanted (GhTable *self,
           guint    i)
{
  if (!self->widths[i].is_offered)
    return FALSE;

  return self->is_narrow ? (self->descriptors[i].flags & GH_TABLE_COLUMN_NARROW) != 0 : self->widths[i].is_chosen;
}

/* A column's width when there is room for all. */
static int
get_full_width (GhTable *self,
                guint    i)
{
  int width = self->is_narrow ? self->widths[i].own : self->widths[i].chosen;

  return width > 0 ? width : MAX (self->widths[i].least, gh_text_scale (GTK_WIDGET (self), self->descriptors[i].width));
}

static int
get_least_width (GhTable *self,
                 guint    i)
{
  return MIN (self->widths[i].least, get_full_width (self, i));
}

/* Returns: the first to hide, or -1 */
static gint64
find_leaving (GhTable        *self,
              const gboolean *stays)
{
  gint64 first = -1;

  for (guint i = 0; i < self->n_columns; i++)
    if (stays[i] && self->descriptors[i].leaves > 0 &&
        (first < 0 || self->descriptors[i].leaves < self->descriptors[first].leaves))
      first = i;

  return first;
}

void
gh_table_show_column (GhTable  *self,
                      guint     i,
                      int       width,
                      gboolean  visible)
{
  gtk_column_view_column_set_visible (self->columns[i], visible);
  gtk_column_view_column_set_fixed_width (self->columns[i], visible ? width : 0);
}

void
gh_table_fold (GhTable *self)
{
  int room = (int) gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->window));
  int check_width = gtk_column_view_column_get_fixed_width (self->check_column);
  int full = check_width;
  int least = check_width;
  g_autofree gboolean *stays = g_new (gboolean, self->n_columns);
  gboolean was_setting = self->setting_layout;
  gint64 leaving;

  g_clear_handle_id (&self->fold_idle_id, g_source_remove);

  for (guint i = 0; i < self->n_columns; i++)
    if ((stays[i] = is_wanted (self, i)))
      {
        full += get_full_width (self, i);
        least += get_least_width (self, i);
      }
  /* Not on the screen yet: assume room for all. */
  if (room <= 0)
    room = full;

  while (least > room && (leaving = find_leaving (self, stays)) >= 0)
    {
      stays[leaving] = FALSE;
      full -= get_full_width (self, (guint) leaving);
      least -= get_least_width (self, (guint) leaving);
    }

  self->setting_layout = TRUE;
  for (guint i = 0; i < self->n_columns; i++)
    {
      int width = get_full_width (self, i);
      int slack = width - get_least_width (self, i);

      /* Columns that can narrow share the shortage in proportion. */
      if (full > room)
        width -= MIN (slack, (int) ((gint64) slack * (full - room + 1) / MAX (full - least, 1)));
      /* An expanding column needs no width, unless the user gave it one. */
      if ((self->descriptors[i].flags & GH_TABLE_COLUMN_EXPAND) != 0 &&
          (full > room || self->is_narrow || self->widths[i].chosen <= 0))
        width = -1;
      gh_table_show_column (self, i, width, stays[i]);
    }
  self->setting_layout = was_setting;
  self->is_dragged = FALSE;
}

static gboolean
fold_cb (gpointer data)
{
  GhTable *self = data;

  self->fold_idle_id = 0;
  gh_table_fold (self);

  return G_SOURCE_REMOVE;
}

void
gh_table_queue_fold (GhTable *self)
{
  if (self->fold_idle_id == 0 && self->columns != NULL)
    self->fold_idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
}
