/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-link.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SCHEME "gatehouse"

static const struct {
  const char *key;
  gsize       offset;
} keys[] = {
  { "org", G_STRUCT_OFFSET (GhLink, organisation) },
  { "view", G_STRUCT_OFFSET (GhLink, view) },
  { "q", G_STRUCT_OFFSET (GhLink, query) },
  { "sort", G_STRUCT_OFFSET (GhLink, sort) },
};

static char **
find_key (GhLink     *self,
          const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].key, key) == 0)
      return &G_STRUCT_MEMBER (char *, self, keys[i].offset);

  return NULL;
}

static gboolean
parse_keys (GhLink     *self,
            const char *text)
{
  GUriParamsIter iter;
  g_autoptr (GError) error = NULL;
  char *key;
  char *value;

  g_uri_params_iter_init (&iter, text, -1, "&", G_URI_PARAMS_NONE);
  while (g_uri_params_iter_next (&iter, &key, &value, &error))
    {
      char **place = find_key (self, key);
      gboolean is_known = place != NULL && *place == NULL;

      if (is_known)
        *place = g_steal_pointer (&value);
      g_free (key);
      g_free (value);
      if (!is_known)
        return FALSE;
    }

  return error == NULL;
}

GhLink *
gh_link_parse (const char  *text,
               GError     **error)
{
  g_autoptr (GhLink) self = g_new0 (GhLink, 1);
  g_autoptr (GUri) uri = NULL;
  const char *host;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) <= GH_LINK_MAX_BYTES)
    uri = g_uri_parse (text, G_URI_FLAGS_ENCODED_QUERY, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (uri == NULL || strcmp (g_uri_get_scheme (uri), SCHEME) != 0 || (host != NULL && *host != '\0') ||
      g_uri_get_path (uri)[0] != '/' || g_uri_get_path (uri)[1] == '\0' || g_uri_get_fragment (uri) != NULL ||
      (g_uri_get_query (uri) != NULL && !parse_keys (self, g_uri_get_query (uri))))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_QUERY, _("That is no link to a view."));
      return NULL;
    }

  self->page = g_strdup (g_uri_get_path (uri) + 1);

  return g_steal_pointer (&self);
}

char *
gh_link_format (const GhLink *self)
{
  g_autoptr (GString) text = g_string_new (SCHEME ":///");
  const char *separator = "?";

  g_return_val_if_fail (self->page != NULL, NULL);

  g_string_append_uri_escaped (text, self->page, NULL, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *value = G_STRUCT_MEMBER (char *, self, keys[i].offset);

      if (value == NULL || *value == '\0')
        continue;
      g_string_append_printf (text, "%s%s=", separator, keys[i].key);
      g_string_append_uri_escaped (text, value, ":,", FALSE);
      separator = "&";
    }

  return text->len <= GH_LINK_MAX_BYTES ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

void
gh_link_free (GhLink *self)
{
  g_free (self->page);
  g_free (self->organisation);
  g_free (self->view);
  g_free (self->query);
  g_free (self->sort);
  g_free (self);
}
