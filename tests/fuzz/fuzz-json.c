/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as JSON: refused with their place, or read by json-glib; what is written of it reads the same. */
#include "base/gh-json-reader.h"
#include "base/gh-json-text.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autofree char *written = NULL;

  /* Text after a NUL is ignored. */
  g_assert (gh_json_check ((const char *) data, (gssize) size, NULL) <= (strlen (text) == size));

  node = gh_json_parse (text, &error);
  if (node == NULL)
    {
      g_assert_error (error, GH_ERROR, GH_ERROR_BAD_FILE);
      g_assert (g_str_has_prefix (error->message, "JSON, byte "));
      g_assert (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  g_assert_no_error (error);
  written = gh_json_to_text (node);
  again = gh_json_parse (written, &error);
  g_assert_no_error (error);
  g_assert (json_node_equal (node, again));

  return 0;
}
