/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-rules.h"

#include "base/gh-fold.h"

#include <string.h>

GhRefusal
gh_user_check_username (const char *username)
{
  return gh_fold_check_name (username, GH_USERNAME_MAX);
}

GhRefusal
gh_user_check_text (const char *text,
                    gsize       max_characters)
{
  if (!g_utf8_validate (text, -1, NULL))
    return GH_REFUSAL_NOT_UTF8;

  return (gsize) g_utf8_strlen (text, -1) > max_characters ? GH_REFUSAL_TOO_LONG : GH_REFUSAL_NONE;
}

GhRefusal
gh_user_check_email (const char *email)
{
  GhRefusal refusal = gh_user_check_text (email, GH_EMAIL_MAX);
  const char *at;

  if (refusal != GH_REFUSAL_NONE || *email == '\0')
    return refusal;

  at = strrchr (email, '@');
  if (at == NULL || at == email || at[1] == '\0' || email[0] == '-')
    return GH_REFUSAL_EMAIL;

  for (const char *p = email; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == '<' || c == '>' || c == ',' || c == ';')
        return GH_REFUSAL_EMAIL;
    }

  return memchr (email, '@', at - email) == NULL ? GH_REFUSAL_NONE : GH_REFUSAL_EMAIL;
}
