/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tokens/gh-token-rules.h"

#include "base/gh-fold.h"
#include "verification/gh-yubikey.h"

#include <sodium.h>
#include <string.h>

/* A longer text is no secret of a token in any form. */
#define TYPED_MAX 256

#define YUBIKEY_BYTES (GH_YUBIKEY_PRIVATE_ID_BYTES + GH_YUBIKEY_KEY_BYTES)

static const struct {
  const char       *name;
  GhCredentialType  type;
  guint             digits;
  gboolean          has_passcodes;
} types[] = {
  { "h6", GH_CREDENTIAL_HOTP, 6, TRUE },
  { "h8", GH_CREDENTIAL_HOTP, 8, TRUE },
  { "t6", GH_CREDENTIAL_TOTP, 6, TRUE },
  { "t8", GH_CREDENTIAL_TOTP, 8, TRUE },
  { "yk", GH_CREDENTIAL_YUBIKEY, 0, TRUE },
  { "d1", GH_CREDENTIAL_HOTP, 6, TRUE },
  { "dt", GH_CREDENTIAL_HOTP, 6, FALSE },
};

static const char *const algorithms[GH_N_OTP_ALGORITHMS] = { "sha1", "sha256", "sha512" };

static int
find_type (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].name, name) == 0)
      return (int) i;

  return -1;
}

GhRefusal
gh_token_check_type (const char *type)
{
  return find_type (type) >= 0 ? GH_REFUSAL_NONE : GH_REFUSAL_TOKEN_TYPE;
}

/* A spreadsheet makes 1.23457E+11 or 1,23457E+11 of a long number, and so the same of several. */
static gboolean
is_rounded (const char *serial)
{
  const char *exponent = strpbrk (serial, "eE");
  gsize length = exponent != NULL ? (gsize) (exponent - serial) : 0;

  return length > 0 && strspn (serial, "0123456789.,") == length && g_ascii_isdigit (*serial) &&
         exponent[1] == '+' && exponent[2] != '\0' && strspn (exponent + 2, "0123456789") == strlen (exponent + 2);
}

GhRefusal
gh_token_check_serial (const char *serial)
{
  if (gh_fold_check_name (serial, GH_TOKEN_SERIAL_MAX) != GH_REFUSAL_NONE)
    return GH_REFUSAL_TOKEN_SERIAL;

  return is_rounded (serial) ? GH_REFUSAL_TOKEN_SERIAL_ROUNDED : GH_REFUSAL_NONE;
}

static gboolean
find_algorithm (const char     *name,
                GhOtpAlgorithm *algorithm)
{
  for (*algorithm = GH_OTP_SHA1; *algorithm < GH_N_OTP_ALGORITHMS; (*algorithm)++)
    if (name == NULL ? *algorithm == GH_OTP_SHA1 : g_ascii_strcasecmp (algorithms[*algorithm], name) == 0)
      return TRUE;

  return FALSE;
}

GhRefusal
gh_token_read_wish (const GhTokenWish *wish,
                    GhCredential      *credential)
{
  int i = find_type (wish->type);

  *credential = (GhCredential) { 0 };
  if (i < 0)
    return GH_REFUSAL_TOKEN_TYPE;
  if (!types[i].has_passcodes)
    return GH_REFUSAL_TOKEN_WITHOUT_PASSCODES;

  credential->type = types[i].type;
  if (credential->type == GH_CREDENTIAL_YUBIKEY)
    return !wish->has_counter && !wish->has_step && wish->algorithm == NULL ? GH_REFUSAL_NONE
                                                                             : GH_REFUSAL_TOKEN_YUBIKEY;

  credential->otp.digits = types[i].digits;
  if (!find_algorithm (wish->algorithm, &credential->otp.algorithm) ||
      (credential->type == GH_CREDENTIAL_HOTP && credential->otp.algorithm != GH_OTP_SHA1))
    return GH_REFUSAL_TOKEN_ALGORITHM;

  if (credential->type == GH_CREDENTIAL_HOTP)
    {
      if (wish->has_step || wish->counter < 0 || wish->counter > GH_TOKEN_MAX_COUNTER)
        return GH_REFUSAL_TOKEN_COUNTER;
      credential->start = wish->counter;
    }
  else
    {
      if (wish->has_counter || wish->step < 1 || wish->step > GH_TOKEN_MAX_STEP)
        return GH_REFUSAL_TOKEN_STEP;
      credential->otp.period = (guint) wish->step;
    }

  return GH_REFUSAL_NONE;
}

/* --- the secret --- */

/* RFC 4648, 6, without case; @text has only its digits. */
static gssize
decode_base32 (guint8     *bytes,
               gsize       max,
               const char *text)
{
  static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  guint32 bits = 0;
  guint n_bits = 0;
  gsize length = 0;

  for (; *text != '\0' && *text != '='; text++)
    {
      const char *digit = strchr (alphabet, g_ascii_tolower (*text));

      if (digit == NULL)
        return -1;
      bits = bits << 5 | (guint32) (digit - alphabet);
      n_bits += 5;
      if (n_bits >= 8)
        {
          if (length == max)
            return -1;
          n_bits -= 8;
          bytes[length++] = (guint8) (bits >> n_bits);
        }
    }
  bits &= (1u << n_bits) - 1;

  return strspn (text, "=") == strlen (text) && n_bits < 5 && bits == 0 ? (gssize) length : -1;
}

static gssize
decode (guint8     *bytes,
        gsize       max,
        const char *text,
        const char *form)
{
  gsize length;
  gboolean ok;

  if (g_strcmp0 (form, "base32") == 0)
    return decode_base32 (bytes, max, text);

  if (g_strcmp0 (form, "base64") == 0)
    ok = sodium_base642bin (bytes, max, text, strlen (text), NULL, &length, NULL, sodium_base64_VARIANT_ORIGINAL) == 0;
  else
    ok = sodium_hex2bin (bytes, max, text, strlen (text), NULL, &length, NULL) == 0 && 2 * length == strlen (text);

  return ok ? (gssize) length : -1;
}

/* Drops what people put between the digits. Returns: whether it fits */
static gboolean
squeeze (GhSecret *typed,
         char      text[TYPED_MAX + 1])
{
  gsize length, n = 0;
  const guint8 *bytes = gh_secret_get (typed, &length);

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isspace ((char) bytes[i]) || bytes[i] == '-' || bytes[i] == ':')
        continue;
      if (n == TYPED_MAX || bytes[i] == '\0')
        return FALSE;
      text[n++] = (char) bytes[i];
    }
  text[n] = '\0';

  return TRUE;
}

GhRefusal
gh_token_read_secret (GhSecret         *typed,
                      const char       *form,
                      GhCredentialType  type,
                      GhSecret        **seed)
{
  gboolean is_yubikey = type == GH_CREDENTIAL_YUBIKEY;
  GhRefusal refusal = GH_REFUSAL_NONE;
  char text[TYPED_MAX + 1];
  guint8 bytes[TYPED_MAX];
  gssize length;

  *seed = NULL;
  if (form != NULL && !g_strv_contains ((const char *const[]) { "hex", "base32", "base64", NULL }, form))
    return GH_REFUSAL_TOKEN_FORM;

  length = squeeze (typed, text) ? decode (bytes, sizeof bytes, text, form) : -1;
  if (is_yubikey && length != YUBIKEY_BYTES)
    refusal = GH_REFUSAL_TOKEN_YUBIKEY_SECRET;
  else if (length < 0)
    refusal = GH_REFUSAL_TOKEN_SECRET;
  else if (!is_yubikey && (length < GH_TOKEN_SEED_MIN || length > GH_TOKEN_SEED_MAX))
    refusal = GH_REFUSAL_TOKEN_SECRET_LENGTH;
  else
    *seed = gh_secret_copy (bytes, (gsize) length);

  sodium_memzero (text, sizeof text);
  sodium_memzero (bytes, sizeof bytes);

  return refusal;
}
