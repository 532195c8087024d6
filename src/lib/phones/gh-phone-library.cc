/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone-library.h"

#include <google/protobuf/stubs/logging.h>
#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;
using i18n::phonenumbers::ShortNumberInfo;

static const PhoneNumberUtil &
get_library ()
{
  /* Protobuf, which the library uses, writes its complaints to standard error. */
  static const PhoneNumberUtil *const library =
    (google::protobuf::SetLogHandler (nullptr), PhoneNumberUtil::GetInstance ());

  return *library;
}

GhPhoneAnswer
gh_phone_library_read (const char *digits,
                       const char *region,
                       char        number[GH_PHONE_NUMBER_BYTES],
                       gboolean   *keeps_zero)
{
  static const ShortNumberInfo short_numbers;
  const PhoneNumberUtil &library = get_library ();
  PhoneNumber parsed;
  std::string text;

  if (*digits != '+' && short_numbers.IsEmergencyNumber (digits, region))
    return GH_PHONE_ANSWER_SHORT;

  PhoneNumberUtil::ErrorType error = library.Parse (digits, region, &parsed);
  if (error == PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR)
    return GH_PHONE_ANSWER_NO_COUNTRY;
  if (error != PhoneNumberUtil::NO_PARSING_ERROR)
    return GH_PHONE_ANSWER_IMPOSSIBLE;

  if (library.IsPossibleNumberWithReason (parsed) != PhoneNumberUtil::IS_POSSIBLE)
    return short_numbers.IsValidShortNumber (parsed) ? GH_PHONE_ANSWER_SHORT : GH_PHONE_ANSWER_IMPOSSIBLE;

  library.Format (parsed, PhoneNumberUtil::E164, &text);
  g_strlcpy (number, text.c_str (), GH_PHONE_NUMBER_BYTES);
  *keeps_zero = parsed.italian_leading_zero ();

  return GH_PHONE_ANSWER_POSSIBLE;
}

void
gh_phone_library_get_lengths (guint32 lengths[GH_PHONE_COUNTRY_CODES])
{
  const PhoneNumberUtil &library = get_library ();
  std::set<int> codes;

  library.GetSupportedCallingCodes (&codes);
  for (int code : codes)
    {
      /* Whether a number is possible depends on its length alone. */
      guint64 sample = 1;

      for (guint length = 1; length <= 17; length++, sample = sample * 10 + 1)
        {
          PhoneNumber number;

          number.set_country_code (code);
          number.set_national_number (sample);
          if (library.IsPossibleNumberWithReason (number) == PhoneNumberUtil::IS_POSSIBLE)
            lengths[code] |= 1u << length;
        }
    }
}

gboolean
gh_phone_library_is_valid (const char *number)
{
  PhoneNumber parsed;

  return get_library ().Parse (number, "", &parsed) == PhoneNumberUtil::NO_PARSING_ERROR &&
         get_library ().IsValidNumber (parsed);
}

char *
gh_phone_library_group (const char *number)
{
  PhoneNumber parsed;
  std::string text;

  if (get_library ().Parse (number, "", &parsed) != PhoneNumberUtil::NO_PARSING_ERROR)
    return g_strdup (number);

  get_library ().Format (parsed, PhoneNumberUtil::INTERNATIONAL, &text);

  return g_strdup (text.c_str ());
}
