/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text is read, or refused with its place; a query that is read writes a text that reads the same. */
#include "users/gh-user-fields.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhQuery) query = NULL;
  g_autoptr (GhQuery) again = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *canonical_again = NULL;
  GhQueryPlace place = { 0, 0 };

  query = gh_query_parse (text, gh_user_fields, &place, &error);
  if (query == NULL)
    {
      g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
      g_assert_cmpuint (place.start + place.length, <=, strlen (text));
      return 0;
    }

  canonical = gh_query_to_string (query);
  g_assert_cmpuint (strlen (canonical), <=, strlen (text));

  again = gh_query_parse (canonical, gh_user_fields, NULL, &error);
  g_assert_no_error (error);
  canonical_again = gh_query_to_string (again);
  g_assert_cmpstr (canonical_again, ==, canonical);

  return 0;
}
