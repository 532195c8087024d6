/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bypass-codes/gh-bypass-code-rules.h"

#include <string.h>

static gboolean
is_standard (const GhBypassCodeWish *wish,
             const GhSettings       *settings)
{
  return wish->digits == NULL && wish->count == 1 && wish->uses == GH_BYPASS_CODE_USES &&
         wish->minutes == settings->helpdesk_bypass_expiration;
}

/* What the setting cannot be counts as the strictest that it can. */
static GhRefusal
check_role (const GhBypassCodeWish *wish,
            GhRole                  role,
            const GhSettings       *settings)
{
  if (role != GH_ROLE_HELP_DESK || g_strcmp0 (settings->helpdesk_bypass, "allow") == 0)
    return GH_REFUSAL_NONE;
  if (g_strcmp0 (settings->helpdesk_bypass, "limit") != 0)
    return GH_REFUSAL_NO_BYPASS_CODES;

  return is_standard (wish, settings) ? GH_REFUSAL_NONE : GH_REFUSAL_STANDARD_CODES_ONLY;
}

/* Whether it is its first @period digits again and again. */
static gboolean
repeats (const char *digits,
         gsize       length,
         gsize       period)
{
  return memcmp (digits, digits + period, length - period) == 0;
}

/* Whether each digit is the one before and @step, after 9 comes 0. */
static gboolean
is_sequence (const char *digits,
             gsize       length,
             int         step)
{
  for (gsize i = 1; i < length; i++)
    if ((digits[i] - '0' + 10 - step) % 10 != digits[i - 1] - '0')
      return FALSE;

  return TRUE;
}

gboolean
gh_bypass_code_is_guessable (const char *digits)
{
  gsize length = strlen (digits);

  for (gsize period = 1; period <= length / 2; period++)
    if (repeats (digits, length, period))
      return TRUE;

  return is_sequence (digits, length, 1) || is_sequence (digits, length, -1);
}

static GhRefusal
check_own (const GhBypassCodeWish *wish)
{
  gsize length = strlen (wish->digits);
  gboolean is_brief = wish->minutes > 0 && wish->minutes <= GH_BYPASS_CODE_SHORT_MINUTES;

  if (length < GH_BYPASS_CODE_MIN_DIGITS || length > GH_BYPASS_CODE_MAX_DIGITS ||
      strspn (wish->digits, "0123456789") != length)
    return GH_REFUSAL_CODE_DIGITS;
  if (length < GH_BYPASS_CODE_DIGITS && !(wish->uses == 1 && is_brief))
    return GH_REFUSAL_CODE_SHORT;
  if (gh_bypass_code_is_guessable (wish->digits))
    return GH_REFUSAL_CODE_GUESSABLE;

  return wish->count == 1 ? GH_REFUSAL_NONE : GH_REFUSAL_ONE_OWN_CODE;
}

GhRefusal
gh_bypass_code_check (const GhBypassCodeWish *wish,
                      GhRole                  role,
                      const GhSettings       *settings)
{
  GhRefusal refusal = check_role (wish, role, settings);

  if (refusal != GH_REFUSAL_NONE)
    return refusal;
  if (wish->count < 1 || wish->count > GH_BYPASS_CODES_AT_ONCE)
    return GH_REFUSAL_CODE_COUNT;
  if (wish->minutes < 0 || wish->minutes > GH_BYPASS_CODE_MAX_MINUTES)
    return GH_REFUSAL_CODE_MINUTES;
  if (wish->uses < 0 || wish->uses > GH_BYPASS_CODE_MAX_USES)
    return GH_REFUSAL_CODE_USES;

  return wish->digits != NULL ? check_own (wish) : GH_REFUSAL_NONE;
}

gboolean
gh_bypass_code_needs_passcode (const GhBypassCodeWish *wish,
                               gsize                   n_users)
{
  return wish->minutes == 0 || wish->uses == 0 || n_users * (gsize) wish->count > GH_BYPASS_CODES_UNASKED;
}

GhRefusal
gh_bypass_code_check_maker (GhRole   role,
                            gboolean is_own)
{
  return role != GH_ROLE_HELP_DESK || is_own ? GH_REFUSAL_NONE : GH_REFUSAL_CODE_OF_OTHERS;
}
