/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-belonging.h"

typedef struct {
  gint64 id;
} GhBelongingPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GhBelonging, gh_belonging, G_TYPE_OBJECT)

static void
gh_belonging_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  gh_field_get (&GH_BELONGING_GET_CLASS (object)->fields[id - 1], object, value);
}

static void
gh_belonging_finalize (GObject *object)
{
  GhBelongingClass *klass = GH_BELONGING_GET_CLASS (object);

  for (gsize i = 0; i < klass->n_fields; i++)
    gh_field_clear (&klass->fields[i], object);

  G_OBJECT_CLASS (gh_belonging_parent_class)->finalize (object);
}

static void
gh_belonging_class_init (GhBelongingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_belonging_finalize;
}

static void
gh_belonging_init (GhBelonging *self)
{
}

void
gh_belonging_class_set_fields (GhBelongingClass *klass,
                               const GhField    *fields,
                               gsize             n_fields)
{
  /* It is not inherited. */
  G_OBJECT_CLASS (klass)->get_property = gh_belonging_get_property;
  klass->fields = fields;
  klass->n_fields = n_fields;
  klass->properties = g_new0 (GParamSpec *, n_fields);
  for (gsize i = 0; i < n_fields; i++)
    {
      klass->properties[i] = gh_field_make_property (&fields[i]);
      g_object_class_install_property (G_OBJECT_CLASS (klass), i + 1, klass->properties[i]);
    }
}

void
gh_belonging_set_id (GhBelonging *self,
                     gint64       id)
{
  GhBelongingPrivate *priv = gh_belonging_get_instance_private (self);

  g_return_if_fail (GH_IS_BELONGING (self));

  priv->id = id;
}

gint64
gh_belonging_get_id (GhBelonging *self)
{
  GhBelongingPrivate *priv = gh_belonging_get_instance_private (self);

  g_return_val_if_fail (GH_IS_BELONGING (self), 0);

  return priv->id;
}

void
gh_belonging_take (GhBelonging *self,
                   GhBelonging *other)
{
  GhBelongingClass *klass = GH_BELONGING_GET_CLASS (self);

  g_return_if_fail (GH_IS_BELONGING (self) && GH_IS_BELONGING (other) && self != other);
  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (other));
  g_return_if_fail (gh_belonging_get_id (self) == gh_belonging_get_id (other));

  g_object_freeze_notify (G_OBJECT (self));
  for (gsize i = 0; i < klass->n_fields; i++)
    if (!gh_field_is_same (&klass->fields[i], self, other))
      {
        gh_field_swap (&klass->fields[i], self, other);
        g_object_notify_by_pspec (G_OBJECT (self), klass->properties[i]);
      }
  g_object_thaw_notify (G_OBJECT (self));
}
