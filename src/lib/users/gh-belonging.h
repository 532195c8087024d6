/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-field.h"

G_BEGIN_DECLS

/**
 * GhBelonging:
 *
 * One phone, token, bypass code or endpoint of a user, as pages show it: an object whose read-only properties are those
 * that its class lists. #GhBelongings keeps the same object for the same record, and notifies what changes.
 */
#define GH_TYPE_BELONGING (gh_belonging_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhBelonging, gh_belonging, GH, BELONGING, GObject)

struct _GhBelongingClass
{
  GObjectClass   parent_class;

  /*< private >*/
  const GhField *fields;
  gsize          n_fields;
  GParamSpec   **properties;
};

/**
 * gh_belonging_class_set_fields:
 * @klass: a class being initialised
 * @fields: (array length=n_fields): its properties, members of its instances that own their texts; static
 * @n_fields: how many
 */
void gh_belonging_class_set_fields (GhBelongingClass *klass,
                                    const GhField    *fields,
                                    gsize             n_fields);

/** Sets what tells one from the others in a list: the row id of its record. */
void   gh_belonging_set_id (GhBelonging *self,
                            gint64       id);
gint64 gh_belonging_get_id (GhBelonging *self);

/**
 * gh_belonging_take:
 * @self: a belonging
 * @other: the same record, read later, perhaps by another thread; afterwards it holds what @self no longer does
 *
 * Becomes @other, notifying only the properties that changed.
 */
void gh_belonging_take (GhBelonging *self,
                        GhBelonging *other);

G_END_DECLS
