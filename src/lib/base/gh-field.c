/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-field.h"

#include <string.h>

#define MEMBER(data, self, type) G_STRUCT_MEMBER (type, data, (self)->offset)

GParamSpec *
gh_field_make_property (const GhField *self)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  switch (self->kind)
    {
    case GH_FIELD_TEXT:
      return g_param_spec_string (self->name, NULL, NULL, NULL, flags);
    case GH_FIELD_NUMBER:
    case GH_FIELD_ENUM:
      return g_param_spec_int64 (self->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case GH_FIELD_FLAG:
      return g_param_spec_boolean (self->name, NULL, NULL, FALSE, flags);
    case GH_FIELD_TEXTS:
      return g_param_spec_boxed (self->name, NULL, NULL, G_TYPE_STRV, flags);
    case GH_FIELD_POINTER:
    default:
      return g_param_spec_pointer (self->name, NULL, NULL, flags);
    }
}

void
gh_field_get (const GhField *self,
              gconstpointer  data,
              GValue        *value)
{
  switch (self->kind)
    {
    case GH_FIELD_TEXT:
      g_value_set_string (value, MEMBER (data, self, char *));
      break;
    case GH_FIELD_NUMBER:
      g_value_set_int64 (value, MEMBER (data, self, gint64));
      break;
    case GH_FIELD_ENUM:
      g_value_set_int64 (value, MEMBER (data, self, int));
      break;
    case GH_FIELD_FLAG:
      g_value_set_boolean (value, MEMBER (data, self, gboolean));
      break;
    case GH_FIELD_TEXTS:
      g_value_set_boxed (value, MEMBER (data, self, GStrv));
      break;
    case GH_FIELD_POINTER:
    default:
      g_value_set_pointer (value, MEMBER (data, self, gpointer));
    }
}

static gboolean
are_same_texts (const char *const *a,
                const char *const *b)
{
  return a == b || (a != NULL && b != NULL && g_strv_equal (a, b));
}

gboolean
gh_field_is_same (const GhField *self,
                  gconstpointer  a,
                  gconstpointer  b)
{
  switch (self->kind)
    {
    case GH_FIELD_TEXT:
      return g_strcmp0 (MEMBER (a, self, char *), MEMBER (b, self, char *)) == 0;
    case GH_FIELD_NUMBER:
      return MEMBER (a, self, gint64) == MEMBER (b, self, gint64);
    case GH_FIELD_ENUM:
    case GH_FIELD_FLAG:
      return MEMBER (a, self, int) == MEMBER (b, self, int);
    case GH_FIELD_TEXTS:
      return are_same_texts ((const char *const *) MEMBER (a, self, GStrv),
                             (const char *const *) MEMBER (b, self, GStrv));
    case GH_FIELD_POINTER:
    default:
      return MEMBER (a, self, gpointer) == MEMBER (b, self, gpointer);
    }
}

static gsize
get_size (const GhField *self)
{
  switch (self->kind)
    {
    case GH_FIELD_NUMBER:
      return sizeof (gint64);
    case GH_FIELD_ENUM:
    case GH_FIELD_FLAG:
      return sizeof (int);
    default:
      return sizeof (gpointer);
    }
}

void
gh_field_swap (const GhField *self,
               gpointer       a,
               gpointer       b)
{
  gint64 kept;
  gsize size = get_size (self);

  memcpy (&kept, (char *) a + self->offset, size);
  memcpy ((char *) a + self->offset, (char *) b + self->offset, size);
  memcpy ((char *) b + self->offset, &kept, size);
}

void
gh_field_clear (const GhField *self,
                gpointer       data)
{
  if (self->kind == GH_FIELD_TEXT)
    g_clear_pointer (&MEMBER (data, self, char *), g_free);
  else if (self->kind == GH_FIELD_TEXTS)
    g_clear_pointer (&MEMBER (data, self, GStrv), g_strfreev);
}
