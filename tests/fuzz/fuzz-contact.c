/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as a phone number, an e-mail address or a name: accepted or refused; an accepted number reads as itself. */
#include "base/gh-email.h"
#include "base/gh-fold.h"
#include "phones/gh-phone-number.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const char *const regions[] = { "", "GB", "NO", "DE", "US", "IT", "MX", "AR", "AQ" };
  g_autofree char *text = size > 0 ? g_strndup ((const char *) data + 1, size - 1) : g_strdup ("");
  const char *region = regions[size > 0 ? data[0] % G_N_ELEMENTS (regions) : 0];
  GhPhoneNumber number;

  if (gh_phone_number_read (text, region, &number) == GH_REFUSAL_NONE)
    {
      g_autofree char *grouped = gh_phone_number_format (number.number);
      GhPhoneNumber again;

      g_assert (number.number[0] == '+' && strlen (number.number) <= 1 + GH_PHONE_MAX_DIGITS);
      g_assert (strspn (number.number + 1, "0123456789") == strlen (number.number) - 1);
      g_assert (strspn (number.extension, "0123456789") == strlen (number.extension));
      g_assert (gh_phone_number_read (grouped, "", &again) == GH_REFUSAL_NONE);
      g_assert (gh_phone_number_check_likely (number.number) != GH_REFUSAL_PHONE_NUMBER);
    }
  else
    g_assert (*number.number == '\0');

  if (gh_email_check (text, TRUE) == GH_REFUSAL_NONE)
    g_assert (gh_email_check (text, FALSE) == GH_REFUSAL_NONE);
  if (gh_email_check (text, FALSE) == GH_REFUSAL_NONE && *text != '\0')
    g_assert (strchr (text, '@') != NULL && strpbrk (text, " <>,;\r\n") == NULL);
  if (gh_fold_check_name (text, 256) == GH_REFUSAL_NONE)
    {
      g_autofree char *key = gh_fold_name_key (text);

      g_assert (key != NULL);
    }

  return 0;
}
