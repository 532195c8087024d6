/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone-rules.h"

#include <string.h>

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
