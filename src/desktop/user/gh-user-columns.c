/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user/gh-user-columns.h"

#include "kit/gh-text-scale.h"

#define SIDE_WIDTH(self) gh_text_scale (GTK_WIDGET (self), 316)
#define SPACING 24
#define FOLD_WIDTH(self) gh_text_scale (GTK_WIDGET (self), 852)

typedef enum {
  PART_FIRST,
  PART_MAIN,
  PART_SECOND,
  N_PARTS
} Part;

struct _GhUserColumns {
  GtkWidget  parent_instance;

  GtkWidget *parts[N_PARTS];
};

static GParamSpec *properties[N_PARTS + 1];

G_DEFINE_FINAL_TYPE (GhUserColumns, gh_user_columns, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
gh_user_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
get_height (GhUserColumns *self,
            Part           part,
            int            width)
{
  int height;

  gtk_widget_measure (self->parts[part], GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  return height;
}

static int
get_main_width (GhUserColumns *self,
                int            width)
{
  return width - SIDE_WIDTH (self) - SPACING;
}

static void
gh_user_columns_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  GhUserColumns *self = GH_USER_COLUMNS (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 0;
      for (Part part = PART_FIRST; part < N_PARTS; part++)
        {
          int part_minimum;

          gtk_widget_measure (self->parts[part], orientation, -1, &part_minimum, NULL, NULL, NULL);
          *minimum = MAX (*minimum, part_minimum);
        }
      *natural = MAX (*minimum, FOLD_WIDTH (self));
      return;
    }

  if (for_size < 0)
    for_size = FOLD_WIDTH (self);
  if (for_size < FOLD_WIDTH (self))
    *natural = get_height (self, PART_FIRST, for_size) + get_height (self, PART_MAIN, for_size) +
               get_height (self, PART_SECOND, for_size) + 2 * SPACING;
  else
    *natural = MAX (get_height (self, PART_MAIN, get_main_width (self, for_size)),
                    get_height (self, PART_FIRST, SIDE_WIDTH (self)) + SPACING +
                    get_height (self, PART_SECOND, SIDE_WIDTH (self)));
  *minimum = *natural;
}

static int
place (GhUserColumns *self,
       Part           part,
       int            x,
       int            y,
       int            width)
{
  int height = get_height (self, part, width);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_size_allocate (self->parts[part], &(GtkAllocation) { x, y, width, height }, -1);

  return y + height + SPACING;
}

static void
gh_user_columns_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  GhUserColumns *self = GH_USER_COLUMNS (widget);
  int y = 0;

  if (width < FOLD_WIDTH (self))
    {
      for (Part part = PART_FIRST; part < N_PARTS; part++)
        y = place (self, part, 0, y, width);
      return;
    }

  place (self, PART_MAIN, 0, 0, get_main_width (self, width));
  y = place (self, PART_FIRST, width - SIDE_WIDTH (self), 0, SIDE_WIDTH (self));
  place (self, PART_SECOND, width - SIDE_WIDTH (self), y, SIDE_WIDTH (self));
}

static void
gh_user_columns_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GhUserColumns *self = GH_USER_COLUMNS (object);

  self->parts[id - 1] = g_value_get_object (value);
  gtk_widget_set_parent (self->parts[id - 1], GTK_WIDGET (self));
}

static void
gh_user_columns_dispose (GObject *object)
{
  GhUserColumns *self = GH_USER_COLUMNS (object);

  for (Part part = PART_FIRST; part < N_PARTS; part++)
    g_clear_pointer (&self->parts[part], gtk_widget_unparent);

  G_OBJECT_CLASS (gh_user_columns_parent_class)->dispose (object);
}

static void
gh_user_columns_class_init (GhUserColumnsClass *klass)
{
  static const char *const names[N_PARTS] = { "first", "main", "second" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = gh_user_columns_set_property;
  object_class->dispose = gh_user_columns_dispose;
  widget_class->get_request_mode = gh_user_columns_get_request_mode;
  widget_class->measure = gh_user_columns_measure;
  widget_class->size_allocate = gh_user_columns_size_allocate;

  for (Part part = PART_FIRST; part < N_PARTS; part++)
    properties[part + 1] = g_param_spec_object (names[part], NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PARTS + 1, properties);
}

static void
gh_user_columns_init (GhUserColumns *self)
{
}
