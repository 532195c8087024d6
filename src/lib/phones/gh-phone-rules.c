/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone-rules.h"

#include <string.h>

#define EXTENSION_MAX_DIGITS 10

/* R5: type and platform in one word. A platform's word means Mobile. */
static const struct {
  const char *word;
  const char *type;
  const char *platform;
  const char *label;
} platforms[] = {
  { "unknown", "unknown", "unknown", "Unknown" },
  { "mobile", "mobile", "unknown", "Unknown" },
  { "landline", "landline", "unknown", "Unknown" },
  { "tablet", "tablet", "unknown", "Unknown" },
  { "iphone", "mobile", "apple ios", "Apple iOS" },
  { "android", "mobile", "google android", "Google Android" },
  { "smartphone", "mobile", "generic smartphone", "Generic Smartphone" },
  { "windowsphone", "mobile", "windows phone 7", "Windows Phone" },
  { "blackberry", "mobile", "rim blackberry", "RIM Blackberry" },
  { "j2me", "mobile", "java j2me", "Java J2ME" },
  { "palm", "mobile", "palm webos", "Palm WebOS" },
  { "symbian", "mobile", "symbian os", "Symbian OS" },
  { "windowsmobile", "mobile", "windows mobile", "Windows Mobile" },
};

GhRefusal
gh_phone_parse_number (const char  *text,
                       char       **number,
                       char       **extension)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autoptr (GString) behind = g_string_new (NULL);
  GString *current = digits;
  gboolean has_plus = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (current, *p);
      else if (*p == '+' && digits->len == 0 && !has_plus)
        has_plus = TRUE;
      else if ((*p == 'x' || *p == 'X') && current == digits && digits->len > 0)
        current = behind;
      else if (strchr (" -().", *p) == NULL)
        return GH_REFUSAL_PHONE_NUMBER;
    }

  if (current == behind && behind->len == 0)
    return GH_REFUSAL_PHONE_NUMBER;
  if (!has_plus)
    g_string_prepend_c (digits, '1');
  if (digits->len < 4 || digits->len > GH_PHONE_MAX_DIGITS || behind->len > EXTENSION_MAX_DIGITS)
    return GH_REFUSAL_PHONE_NUMBER;

  *number = g_strconcat ("+", digits->str, NULL);
  *extension = g_strdup (behind->str);

  return GH_REFUSAL_NONE;
}

const char *
gh_phone_platform_to_word (const char *type,
                           const char *platform)
{
  if (strcmp (type, "mobile") != 0)
    return type;

  for (gsize i = 0; i < G_N_ELEMENTS (platforms); i++)
    if (strcmp (platforms[i].type, type) == 0 && strcmp (platforms[i].platform, platform) == 0)
      return platforms[i].word;

  return "mobile";
}

GhRefusal
gh_phone_platform_from_word (const char  *word,
                             const char **type,
                             const char **platform)
{
  for (gsize i = 0; i < G_N_ELEMENTS (platforms); i++)
    if (g_ascii_strcasecmp (platforms[i].word, word) == 0)
      {
        *type = platforms[i].type;
        *platform = platforms[i].platform;
        return GH_REFUSAL_NONE;
      }

  return GH_REFUSAL_PLATFORM;
}

const char *
gh_phone_get_platform_label (const char *platform)
{
  for (gsize i = 0; i < G_N_ELEMENTS (platforms); i++)
    if (strcmp (platforms[i].platform, platform) == 0)
      return platforms[i].label;

  return "Unknown";
}

const char *
gh_phone_get_type_label (const char *type)
{
  if (strcmp (type, "landline") == 0)
    return "Landline";

  return strcmp (type, "unknown") == 0 ? "Unknown" : "Mobile";
}
