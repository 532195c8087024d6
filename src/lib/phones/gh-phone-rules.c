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

/* --- what is wanted of a phone --- */

static const char *const types[] = { "unknown", "mobile", "landline", "tablet" };

static const char *
find_type (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (types[i], word) == 0)
      return types[i];

  return NULL;
}

static gboolean
is_platform (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (platforms); i++)
    if (strcmp (platforms[i].platform, text) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
has_platforms (const char *type)
{
  return strcmp (type, "mobile") == 0 || strcmp (type, "tablet") == 0;
}

static GhRefusal
check_name (const char *name)
{
  if (!g_utf8_validate (name, -1, NULL))
    return GH_REFUSAL_NOT_UTF8;
  if (g_utf8_strlen (name, -1) > GH_PHONE_NAME_MAX)
    return GH_REFUSAL_TOO_LONG;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return GH_REFUSAL_NAME_CHARACTERS;

  return GH_REFUSAL_NONE;
}

static GhRefusal
read_number (const GhPhoneTexts *texts,
             const char         *region,
             GhPhoneWish        *wish)
{
  wish->has_number = texts->number != NULL;
  if (wish->has_number && *texts->number != '\0')
    wish->number_refusal = gh_phone_number_read (texts->number, region, &wish->number);
  if (wish->number_refusal != GH_REFUSAL_NONE && *wish->number.with_plus == '\0')
    return wish->number_refusal;

  wish->has_extension = texts->extension != NULL || *wish->number.extension != '\0';
  g_strlcpy (wish->extension, wish->number.extension, sizeof wish->extension);

  return texts->extension != NULL ? gh_phone_extension_read (texts->extension, wish->extension) : GH_REFUSAL_NONE;
}

static GhRefusal
read_platform (const GhPhoneTexts *texts,
               GhPhoneWish        *wish)
{
  GhRefusal refusal;

  if (texts->type != NULL && (wish->type = find_type (texts->type)) == NULL)
    return GH_REFUSAL_PHONE_TYPE;
  if (texts->platform == NULL)
    return GH_REFUSAL_NONE;

  refusal = gh_phone_platform_from_word (texts->platform, &wish->type_of_platform, &wish->platform);
  /* An unknown platform says nothing of the type; a word for a type is only that. */
  if (refusal == GH_REFUSAL_NONE && strcmp (wish->type_of_platform, "unknown") == 0)
    wish->type_of_platform = NULL;
  else if (refusal == GH_REFUSAL_NONE && strcmp (wish->platform, "unknown") == 0 && wish->type == NULL)
    wish->type = wish->type_of_platform;

  return refusal;
}

GhRefusal
gh_phone_read_wish (const GhPhoneTexts *texts,
                    const char         *region,
                    GhPhoneWish        *wish)
{
  GhRefusal refusal;

  *wish = (GhPhoneWish) { .name = texts->name };
  refusal = read_number (texts, region, wish);
  if (refusal == GH_REFUSAL_NONE && texts->name != NULL)
    refusal = check_name (texts->name);
  if (refusal == GH_REFUSAL_NONE)
    refusal = read_platform (texts, wish);

  return refusal;
}

static GhRefusal
set_number (const GhPhoneWish *wish,
            GhPhoneValues     *values)
{
  /* Digits without + that with one are the phone's own number are that. */
  gboolean is_own = *wish->number.with_plus != '\0' && strcmp (wish->number.with_plus, values->number) == 0;

  if (wish->has_number && !is_own)
    {
      if (wish->number_refusal != GH_REFUSAL_NONE)
        return wish->number_refusal;
      g_strlcpy (values->number, wish->number.number, sizeof values->number);
    }

  if (wish->has_extension)
    g_strlcpy (values->extension, wish->extension, sizeof values->extension);
  else if (*values->number == '\0')
    *values->extension = '\0';

  return GH_REFUSAL_NONE;
}

static void
set_type (const GhPhoneWish *wish,
          GhPhoneValues     *values)
{
  if (wish->type != NULL)
    values->type = wish->type;
  else if (wish->type_of_platform != NULL && !has_platforms (values->type))
    values->type = *values->number == '\0' ? "tablet" : wish->type_of_platform;

  if (wish->platform != NULL)
    values->platform = wish->platform;
  else if (!has_platforms (values->type))
    values->platform = "unknown";
}

GhRefusal
gh_phone_fulfil (const GhPhoneWish  *wish,
                 const GhPhoneFacts *phone,
                 GhPhoneValues      *values)
{
  GhRefusal refusal;

  *values = (GhPhoneValues) { .name = "", .type = "unknown", .platform = "unknown" };
  if (phone != NULL)
    {
      g_strlcpy (values->number, phone->number, sizeof values->number);
      g_strlcpy (values->extension, phone->extension, sizeof values->extension);
      values->name = phone->name;
      values->type = phone->type;
      values->platform = phone->platform;
    }

  refusal = set_number (wish, values);
  if (wish->name != NULL)
    values->name = wish->name;
  set_type (wish, values);

  return refusal != GH_REFUSAL_NONE ? refusal : gh_phone_check_values (values);
}

GhRefusal
gh_phone_check_values (const GhPhoneValues *values)
{
  if (*values->number == '\0' && strcmp (values->type, "tablet") != 0)
    return GH_REFUSAL_PHONE_NEEDS_NUMBER;
  if (*values->number == '\0' && *values->extension != '\0')
    return GH_REFUSAL_PHONE_EXTENSION;
  if (!has_platforms (values->type) && strcmp (values->platform, "unknown") != 0)
    return GH_REFUSAL_PLATFORM_OF_TYPE;

  return GH_REFUSAL_NONE;
}

/* --- what the journal has of a phone --- */

static GhRefusal
check_stored_number (const char *text)
{
  gsize n_digits = *text == '+' ? strspn (text + 1, "0123456789") : 0;

  if (*text == '\0')
    return GH_REFUSAL_NONE;

  return n_digits > 0 && n_digits <= GH_PHONE_MAX_DIGITS && text[1 + n_digits] == '\0' ? GH_REFUSAL_NONE
                                                                                     : GH_REFUSAL_PHONE_NUMBER;
}

static GhRefusal
check_stored_extension (const char *text)
{
  gsize n_digits = strspn (text, "0123456789");

  return n_digits <= GH_PHONE_MAX_EXTENSION_DIGITS && text[n_digits] == '\0' ? GH_REFUSAL_NONE
                                                                            : GH_REFUSAL_PHONE_EXTENSION;
}

GhRefusal
gh_phone_check_stored (const char *field,
                       const char *text)
{
  if (strcmp (field, "number") == 0)
    return check_stored_number (text);
  if (strcmp (field, "extension") == 0)
    return check_stored_extension (text);
  if (strcmp (field, "name") == 0)
    return check_name (text);
  if (strcmp (field, "type") == 0)
    return g_strcmp0 (find_type (text), text) == 0 ? GH_REFUSAL_NONE : GH_REFUSAL_PHONE_TYPE;

  return is_platform (text) ? GH_REFUSAL_NONE : GH_REFUSAL_PLATFORM;
}

/* --- owners --- */

GhRefusal
gh_phone_check_attaching (gconstpointer facts,
                          gint64        now)
{
  const GhPhoneFacts *phone = facts;

  return phone->n_owners >= GH_MAX_USERS_PER_PHONE ? GH_REFUSAL_TOO_MANY_PHONES : GH_REFUSAL_NONE;
}

gboolean
gh_phone_can_have_app (const char *type,
                       const char *platform)
{
  return has_platforms (type) && strcmp (platform, "unknown") != 0;
}

GhRefusal
gh_phone_check_activating (gconstpointer facts,
                           gint64        now)
{
  const GhPhoneFacts *phone = facts;

  if (phone->n_owners_in_trash > 0)
    return GH_REFUSAL_OWNER_IN_TRASH;

  return gh_phone_can_have_app (phone->type, phone->platform) ? GH_REFUSAL_NONE : GH_REFUSAL_ACTIVATION_PLATFORM;
}

GhRefusal
gh_phone_check_deleting (gconstpointer facts,
                         gint64        now)
{
  const GhPhoneFacts *phone = facts;

  return phone->n_owners_in_trash > 0 ? GH_REFUSAL_OWNER_IN_TRASH : GH_REFUSAL_NONE;
}

GhRefusal
gh_phone_check_joining (gboolean has_it,
                        gint64   n_phones)
{
  if (has_it)
    return GH_REFUSAL_ALREADY_OWNER;

  return n_phones >= GH_MAX_PHONES_PER_USER ? GH_REFUSAL_TOO_MANY_PHONES : GH_REFUSAL_NONE;
}
