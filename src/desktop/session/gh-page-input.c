/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unsaved input, as a value that outlives the page. */
#include "session/gh-page.h"

/* The page's class, and its value. */
#define INPUT_TYPE "(sv)"

GVariant *
gh_page_dup_input (GhPage *self)
{
  GhPageClass *klass;
  g_autoptr (GVariant) input = NULL;

  g_return_val_if_fail (GH_IS_PAGE (self), NULL);

  klass = GH_PAGE_GET_CLASS (self);
  input = klass->dup_input != NULL ? klass->dup_input (self) : NULL;

  return input != NULL ? g_variant_ref_sink (g_variant_new (INPUT_TYPE, G_OBJECT_TYPE_NAME (self), input)) : NULL;
}

void
gh_page_take_input (GhPage   *self,
                    GVariant *input)
{
  GhPageClass *klass;
  g_autoptr (GVariant) value = NULL;
  const char *type;

  g_return_if_fail (GH_IS_PAGE (self));

  klass = GH_PAGE_GET_CLASS (self);
  if (input == NULL || klass->take_input == NULL || !g_variant_is_of_type (input, G_VARIANT_TYPE (INPUT_TYPE)))
    return;

  g_variant_get (input, "(&sv)", &type, &value);
  if (g_str_equal (type, G_OBJECT_TYPE_NAME (self)) && g_variant_is_of_type (value, G_VARIANT_TYPE (klass->input_type)))
    klass->take_input (self, value);
}
