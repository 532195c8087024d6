/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GhFieldKind:
 * @GH_FIELD_TEXT: a char *, a string property
 * @GH_FIELD_NUMBER: a gint64, a property of that type
 * @GH_FIELD_ENUM: an enumeration, a gint64 property
 * @GH_FIELD_FLAG: a gboolean, a property of that type
 * @GH_FIELD_TEXTS: a #GStrv, a boxed property
 * @GH_FIELD_POINTER: anything else, a pointer property
 */
typedef enum {
  GH_FIELD_TEXT,
  GH_FIELD_NUMBER,
  GH_FIELD_ENUM,
  GH_FIELD_FLAG,
  GH_FIELD_TEXTS,
  GH_FIELD_POINTER,
} GhFieldKind;

/**
 * GhField:
 * @name: the property's name
 * @kind: its type
 * @offset: where it is in the struct
 *
 * A member of a struct, as a read-only property of the object that holds it: a class lists them, and how they are shown
 * and compared follows.
 */
typedef struct {
  const char  *name;
  GhFieldKind  kind;
  gsize        offset;
} GhField;

/** Returns: (transfer floating): the property; the object notifies it itself */
GParamSpec *gh_field_make_property (const GhField *self);

/** Sets @value to what @data has. */
void gh_field_get (const GhField *self,
                   gconstpointer  data,
                   GValue        *value);

/** Returns: whether both structs have the same; pointers are the same where they point to the same place */
gboolean gh_field_is_same (const GhField *self,
                           gconstpointer  a,
                           gconstpointer  b);

/** Exchanges what the two structs have. */
void gh_field_swap (const GhField *self,
                    gpointer       a,
                    gpointer       b);

/** Frees a text, or texts, that @data owns. */
void gh_field_clear (const GhField *self,
                     gpointer       data);

G_END_DECLS
