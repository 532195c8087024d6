/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-rules.h"

#include "base/gh-fold.h"

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
