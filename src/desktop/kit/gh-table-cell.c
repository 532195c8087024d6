/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-cell.h"

#include "kit/gh-table-row-private.h"

#define ICON_SIZE 16
#define ICON_GAP 6
#define SUFFIX_GAP 6
#define N_SUFFIXES 2 /* styles of it common in one column */

/* --- the icon --- */

/* A symbolic icon. Changing it only redraws; GtkImage would lay out the whole table. */
#define GH_TYPE_TABLE_ICON (gh_table_icon_get_type ())
G_DECLARE_FINAL_TYPE (GhTableIcon, gh_table_icon, GH, TABLE_ICON, GtkWidget)

struct _GhTableIcon {
  GtkWidget         parent_instance;

  const char       *name; /* interned */
  GtkIconPaintable *paintable;
};

G_DEFINE_FINAL_TYPE (GhTableIcon, gh_table_icon, GTK_TYPE_WIDGET)

static void
gh_table_icon_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = ICON_SIZE;
}

static void
gh_table_icon_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  GhTableIcon *self = GH_TABLE_ICON (widget);
  GdkRGBA color;
  GdkRGBA colors[4];

  if (self->name == NULL)
    return;

  if (self->paintable == NULL)
    self->paintable = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
                                                  self->name, NULL, ICON_SIZE,
                                                  gtk_widget_get_scale_factor (widget),
                                                  gtk_widget_get_direction (widget),
                                                  GTK_ICON_LOOKUP_FORCE_SYMBOLIC);

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    colors[i] = color;
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->paintable), snapshot,
                                            ICON_SIZE, ICON_SIZE, colors, G_N_ELEMENTS (colors));
}

static void
forget_paintable (GhTableIcon *self)
{
  g_clear_object (&self->paintable);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gh_table_icon_direction_changed (GtkWidget        *widget,
                                 GtkTextDirection  previous)
{
  GTK_WIDGET_CLASS (gh_table_icon_parent_class)->direction_changed (widget, previous);
  forget_paintable (GH_TABLE_ICON (widget));
}

static void
gh_table_icon_system_setting_changed (GtkWidget        *widget,
                                      GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (gh_table_icon_parent_class)->system_setting_changed (widget, setting);
  if (setting == GTK_SYSTEM_SETTING_ICON_THEME)
    forget_paintable (GH_TABLE_ICON (widget));
}

static void
gh_table_icon_dispose (GObject *object)
{
  g_clear_object (&GH_TABLE_ICON (object)->paintable);

  G_OBJECT_CLASS (gh_table_icon_parent_class)->dispose (object);
}

static void
gh_table_icon_class_init (GhTableIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_table_icon_dispose;
  widget_class->measure = gh_table_icon_measure;
  widget_class->snapshot = gh_table_icon_snapshot;
  widget_class->direction_changed = gh_table_icon_direction_changed;
  widget_class->system_setting_changed = gh_table_icon_system_setting_changed;

  gtk_widget_class_set_css_name (widget_class, "image");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gh_table_icon_init (GhTableIcon *self)
{
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (forget_paintable), NULL);
}

static void
set_icon (GhTableIcon *icon,
          const char  *name)
{
  if (icon->name == name)
    return;

  icon->name = name;
  forget_paintable (icon);
}

/* --- the cell --- */

struct _GhTableCell {
  GtkWidget       parent_instance;

  GtkWidget      *icon;
  GtkInscription *text;
  GtkInscription *suffixes[N_SUFFIXES]; /* at most one is shown: restyling one would lay out the whole window */
  GtkInscription *suffix;               /* the one that is or was shown */
  gboolean        is_stacked;
};

G_DEFINE_FINAL_TYPE (GhTableCell, gh_table_cell, GTK_TYPE_WIDGET)

static G_DEFINE_QUARK (gh-table-cell-style, style)

void
gh_table_cell_set_style (GtkWidget  *widget,
                         const char *style)
{
  const char *old = g_object_get_qdata (G_OBJECT (widget), style_quark ());

  if (old == style)
    return;

  if (old != NULL)
    gtk_widget_remove_css_class (widget, old);
  if (style != NULL)
    gtk_widget_add_css_class (widget, style);
  g_object_set_qdata (G_OBJECT (widget), style_quark (), (gpointer) style);
}

static gboolean
is_written_to_the_left (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
      return TRUE;

    default:
      return FALSE;
    }
}

/* The direction of its first letter, by which Pango aligns a paragraph. */
static GtkTextDirection
find_direction (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        return is_written_to_the_left (c) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
    }

  return GTK_TEXT_DIR_NONE;
}

void
gh_table_cell_set_text (GtkInscription *inscription,
                        const char     *text)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (inscription)) == GTK_TEXT_DIR_RTL;

  if (find_direction (text) == (rtl ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_RTL))
    {
      /* A paragraph in the table's direction, with the text isolated in it. */
      g_autofree char *isolated = g_strconcat (rtl ? "\u200f" : "\u200e", "\u2068", text, "\u2069", NULL);

      gtk_inscription_set_text (inscription, isolated);
      return;
    }

  gtk_inscription_set_text (inscription, text);
}

int
gh_table_cell_measure_text (GtkInscription *inscription)
{
  g_autoptr(PangoLayout) layout =
    gtk_widget_create_pango_layout (GTK_WIDGET (inscription), gtk_inscription_get_text (inscription));
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

static void
gh_table_cell_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  GhTableCell *self = GH_TABLE_CELL (widget);

  /* The suffix and the icon are never higher than a line; the column sets the width. */
  gtk_widget_measure (GTK_WIDGET (self->text), orientation, -1, minimum, natural, NULL, NULL);
  /* Even if the second line is empty: all rows have the same height. */
  if (orientation == GTK_ORIENTATION_VERTICAL && self->is_stacked)
    {
      *minimum *= 2;
      *natural *= 2;
    }
}

static void
allocate_part (GhTableCell *self,
               GtkWidget   *part,
               int          x,
               int          y,
               int          width,
               int          part_height)
{
  GtkAllocation allocation;

  allocation.x = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
    ? gtk_widget_get_width (GTK_WIDGET (self)) - x - width
    : x;
  allocation.y = y;
  allocation.width = width;
  allocation.height = part_height;
  gtk_widget_size_allocate (part, &allocation, -1);
}

static int
measure_height (GtkWidget *part)
{
  int height;

  gtk_widget_measure (part, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);

  return height;
}

/* Puts the suffix after the text. Returns: the width of the text */
static int
allocate_behind (GhTableCell *self,
                 int          x,
                 int          width,
                 int          height)
{
  int text_width = MIN (width, gh_table_cell_measure_text (self->text));
  int left = MAX (width - text_width - SUFFIX_GAP, 0);
  int suffix_height = MIN (measure_height (GTK_WIDGET (self->suffix)), height);
  int suffix_width;

  gtk_widget_measure (GTK_WIDGET (self->suffix), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &suffix_width, NULL, NULL);
  suffix_width = MIN (left, suffix_width + gh_table_cell_measure_text (self->suffix));
  allocate_part (self, GTK_WIDGET (self->suffix), x + text_width + SUFFIX_GAP, (height - suffix_height) / 2,
                 suffix_width, suffix_height);

  return text_width;
}

static void
gh_table_cell_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  GhTableCell *self = GH_TABLE_CELL (widget);
  /* One line: given more height, it would wrap. */
  int line_height = MIN (measure_height (GTK_WIDGET (self->text)), height);
  gboolean has_suffix = gtk_widget_get_child_visible (GTK_WIDGET (self->suffix));
  int suffix_height = has_suffix && self->is_stacked ? measure_height (GTK_WIDGET (self->suffix)) : 0;
  int y = MAX (height - line_height - suffix_height, 0) / 2;
  int x = 0;
  int text_width;

  if (gtk_widget_get_child_visible (self->icon))
    {
      int icon_size;

      gtk_widget_measure (self->icon, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &icon_size, NULL, NULL);
      allocate_part (self, self->icon, 0, y + (line_height - icon_size) / 2, icon_size, icon_size);
      x = icon_size + ICON_GAP;
    }

  text_width = MAX (width - x, 0);
  if (has_suffix && self->is_stacked)
    allocate_part (self, GTK_WIDGET (self->suffix), 0, y + line_height, width, suffix_height);
  else if (has_suffix)
    text_width = allocate_behind (self, x, text_width, height);
  allocate_part (self, GTK_WIDGET (self->text), x, y, text_width, line_height);
}

static void
gh_table_cell_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gh_table_cell_parent_class)->dispose (object);
}

static void
gh_table_cell_class_init (GhTableCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_table_cell_dispose;
  widget_class->measure = gh_table_cell_measure;
  widget_class->size_allocate = gh_table_cell_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "box");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gh_table_cell_init (GhTableCell *self)
{
  self->icon = g_object_new (GH_TYPE_TABLE_ICON, NULL);
  gtk_widget_set_child_visible (self->icon, FALSE);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));

  self->text = GTK_INSCRIPTION (gtk_inscription_new (NULL));
  gtk_inscription_set_text_overflow (self->text, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));

  for (guint i = 0; i < N_SUFFIXES; i++)
    {
      self->suffix = self->suffixes[i] = GTK_INSCRIPTION (gtk_inscription_new (NULL));
      gtk_inscription_set_text_overflow (self->suffix, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
      gtk_inscription_set_min_chars (self->suffix, 0);
      gtk_inscription_set_nat_chars (self->suffix, 0);
      gtk_widget_set_child_visible (GTK_WIDGET (self->suffix), FALSE);
      gtk_widget_set_parent (GTK_WIDGET (self->suffix), GTK_WIDGET (self));
    }
}

GtkWidget *
gh_table_cell_new (gboolean is_stacked)
{
  GhTableCell *self = g_object_new (GH_TYPE_TABLE_CELL, NULL);

  self->is_stacked = is_stacked;

  return GTK_WIDGET (self);
}

GtkInscription *
gh_table_cell_get_inscription (GhTableCell *cell)
{
  g_return_val_if_fail (GH_IS_TABLE_CELL (cell), NULL);

  return cell->text;
}

/* gtk_widget_set_visible() would lay out the whole table; this only the cell. */
static gboolean
set_shown (GtkWidget *part,
           gboolean   shown)
{
  if (gtk_widget_get_child_visible (part) == shown)
    return FALSE;

  gtk_widget_set_child_visible (part, shown);

  return TRUE;
}

/* Picks the suffix with @style; one that has no style yet takes it. */
static void
choose_suffix (GhTableCell *self,
               const char  *style)
{
  GtkInscription *chosen = self->suffix;

  for (guint i = 0; i < N_SUFFIXES; i++)
    {
      const char *its = g_object_get_qdata (G_OBJECT (self->suffixes[i]), style_quark ());

      if (its == style || its == NULL)
        chosen = self->suffixes[i];
      if (its == style)
        break;
    }

  if (chosen != self->suffix)
    set_shown (GTK_WIDGET (self->suffix), FALSE);
  self->suffix = chosen;
  gh_table_cell_set_style (GTK_WIDGET (chosen), style);
}

void
gh_table_cell_show (GhTableCell *cell,
                    GhTableRow  *row,
                    guint        column)
{
  const GhTableRowCell *shown;
  gboolean moved;

  g_return_if_fail (GH_IS_TABLE_CELL (cell));
  g_return_if_fail (GH_IS_TABLE_ROW (row));

  shown = &row->cells[column];
  if (shown->suffix != NULL)
    choose_suffix (cell, shown->suffix_style);
  moved = shown->suffix != NULL && (g_strcmp0 (gtk_inscription_get_text (cell->suffix), shown->suffix) != 0 ||
                                    g_strcmp0 (gtk_inscription_get_text (cell->text), shown->text) != 0);
  moved |= set_shown (cell->icon, shown->icon != NULL);
  moved |= set_shown (GTK_WIDGET (cell->suffix), shown->suffix != NULL);

  set_icon (GH_TABLE_ICON (cell->icon), shown->icon);
  gh_table_cell_set_style (cell->icon, shown->icon_style);
  gh_table_cell_set_text (cell->text, shown->text);
  gh_table_cell_set_style (GTK_WIDGET (cell->text), shown->style);
  gh_table_cell_set_text (cell->suffix, shown->suffix);
  if (moved)
    gtk_widget_queue_allocate (GTK_WIDGET (cell));
}
