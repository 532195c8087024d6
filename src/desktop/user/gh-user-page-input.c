/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unsaved input, for a page that is created again. */
#include "user/gh-user-page-private.h"

GVariant *
gh_user_page_dup_input (GhPage *page)
{
  GhUserPage *self = GH_USER_PAGE (page);
  g_autoptr (GVariant) typed = NULL;

  if (self->input != NULL)
    typed = g_variant_ref (self->input);
  else if (self->user != NULL)
    typed = gh_user_properties_dup_input (self->properties);
  if (typed == NULL || g_variant_n_children (typed) == 0)
    return NULL;

  return g_variant_ref_sink (g_variant_new ("(s@" GH_USER_PROPERTIES_INPUT ")", self->key, typed));
}

void
gh_user_page_take_input (GhPage   *page,
                         GVariant *input)
{
  GhUserPage *self = GH_USER_PAGE (page);
  const char *key;

  g_clear_pointer (&self->input, g_variant_unref);
  g_variant_get_child (input, 0, "&s", &key);
  gh_page_open (page, key);
  self->input = g_variant_get_child_value (input, 1);
}
