/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tokens/gh-token-rules.h"

#include <string.h>

static void
test_wishes (void)
{
  static const struct {
    GhTokenWish      wish;
    GhRefusal        refusal;
    GhCredentialType type;
    guint            digits, period;
    gint64           start;
  } rows[] = {
    { { "h6", FALSE, FALSE, 0, 30, NULL }, GH_REFUSAL_NONE, GH_CREDENTIAL_HOTP, 6, 0, 0 },
    { { "h8", TRUE, FALSE, 4711, 30, NULL }, GH_REFUSAL_NONE, GH_CREDENTIAL_HOTP, 8, 0, 4711 },
    { { "h6", TRUE, FALSE, 0, 30, "SHA1" }, GH_REFUSAL_NONE, GH_CREDENTIAL_HOTP, 6, 0, 0 },
    { { "d1", TRUE, FALSE, 7, 30, NULL }, GH_REFUSAL_NONE, GH_CREDENTIAL_HOTP, 6, 0, 7 },
    { { "t6", FALSE, FALSE, 0, 30, NULL }, GH_REFUSAL_NONE, GH_CREDENTIAL_TOTP, 6, 30, 0 },
    { { "t8", FALSE, TRUE, 0, 60, "sha256" }, GH_REFUSAL_NONE, GH_CREDENTIAL_TOTP, 8, 60, 0 },
    { { "t8", FALSE, TRUE, 0, 300, "sha512" }, GH_REFUSAL_NONE, GH_CREDENTIAL_TOTP, 8, 300, 0 },
    { { "yk", FALSE, FALSE, 0, 30, NULL }, GH_REFUSAL_NONE, GH_CREDENTIAL_YUBIKEY, 0, 0, 0 },
    { { "h6", FALSE, FALSE, 0, 30, "sha256" }, GH_REFUSAL_TOKEN_ALGORITHM },
    { { "t6", FALSE, FALSE, 0, 30, "md5" }, GH_REFUSAL_TOKEN_ALGORITHM },
    { { "h6", TRUE, FALSE, -2, 30, NULL }, GH_REFUSAL_TOKEN_COUNTER },
    { { "h6", TRUE, FALSE, G_MAXINT64, 30, NULL }, GH_REFUSAL_TOKEN_COUNTER },
    { { "h6", FALSE, TRUE, 0, 30, NULL }, GH_REFUSAL_TOKEN_COUNTER },
    { { "t6", TRUE, FALSE, 5, 30, NULL }, GH_REFUSAL_TOKEN_STEP },
    { { "h6", TRUE, FALSE, -1, 30, NULL }, GH_REFUSAL_TOKEN_COUNTER },
    { { "t6", FALSE, TRUE, 0, 0, NULL }, GH_REFUSAL_TOKEN_STEP },
    { { "t6", FALSE, TRUE, 0, -30, NULL }, GH_REFUSAL_TOKEN_STEP },
    { { "t6", FALSE, TRUE, 0, 301, NULL }, GH_REFUSAL_TOKEN_STEP },
    { { "yk", TRUE, FALSE, 5, 30, NULL }, GH_REFUSAL_TOKEN_YUBIKEY },
    { { "yk", FALSE, FALSE, 0, 30, "sha1" }, GH_REFUSAL_TOKEN_YUBIKEY },
    { { "dt", FALSE, FALSE, 0, 30, NULL }, GH_REFUSAL_TOKEN_WITHOUT_PASSCODES },
    { { "h7", FALSE, FALSE, 0, 30, NULL }, GH_REFUSAL_TOKEN_TYPE },
    { { "", FALSE, FALSE, 0, 30, NULL }, GH_REFUSAL_TOKEN_TYPE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhCredential credential;

      g_test_message ("%s", rows[i].wish.type);
      g_assert_cmpint (gh_token_read_wish (&rows[i].wish, &credential), ==, rows[i].refusal);
      if (rows[i].refusal != GH_REFUSAL_NONE)
        continue;
      g_assert_cmpint (credential.type, ==, rows[i].type);
      g_assert_cmpuint (credential.otp.digits, ==, rows[i].digits);
      g_assert_cmpuint (credential.otp.period, ==, rows[i].period);
      g_assert_cmpint (credential.start, ==, rows[i].start);
    }
}

static void
test_secrets (void)
{
  static const struct {
    const char       *typed;
    const char       *form;
    GhCredentialType  type;
    GhRefusal         refusal;
    gsize             length;
  } rows[] = {
    { "3132333435363738393031323334353637383930", NULL, GH_CREDENTIAL_HOTP, GH_REFUSAL_NONE, 20 },
    { "3132333435363738393031323334353637383930", "hex", GH_CREDENTIAL_HOTP, GH_REFUSAL_NONE, 20 },
    { "31:32:33:34 35 36-37\t38393031323334353637383930\r\n", "hex", GH_CREDENTIAL_HOTP, GH_REFUSAL_NONE, 20 },
    { "ABCDEFabcdef00112233", "hex", GH_CREDENTIAL_TOTP, GH_REFUSAL_NONE, 10 },
    { "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "base32", GH_CREDENTIAL_TOTP, GH_REFUSAL_NONE, 20 },
    { "gezd gnbv gy3t qojq gezd gnbv gy3t qojq", "base32", GH_CREDENTIAL_TOTP, GH_REFUSAL_NONE, 20 },
    { "GEZDGNBVGY3TQOJQGE======", "base32", GH_CREDENTIAL_TOTP, GH_REFUSAL_NONE, 11 },
    { "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=", "base64", GH_CREDENTIAL_TOTP, GH_REFUSAL_NONE, 20 },
    { "8792ebfe26ccecde18dbe76fbd0c33330f1c354871db", NULL, GH_CREDENTIAL_YUBIKEY, GH_REFUSAL_NONE, 22 },
    { "8792ebfe26cc ecde18dbe76fbd0c33330f1c354871db", NULL, GH_CREDENTIAL_YUBIKEY, GH_REFUSAL_NONE, 22 },

    /* never guessed */
    { "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", NULL, GH_CREDENTIAL_TOTP, GH_REFUSAL_TOKEN_SECRET },
    { "3132333435363738393031323334353637383930", "base32", GH_CREDENTIAL_HOTP, GH_REFUSAL_TOKEN_SECRET },
    { "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=", "hex", GH_CREDENTIAL_TOTP, GH_REFUSAL_TOKEN_SECRET },
    { "31323334", "binary", GH_CREDENTIAL_TOTP, GH_REFUSAL_TOKEN_FORM },

    /* what a slip leaves */
    { "313233343536373839303132333435363738393", NULL, GH_CREDENTIAL_HOTP, GH_REFUSAL_TOKEN_SECRET },
    { "3132333435363738393O31323334353637383930", NULL, GH_CREDENTIAL_HOTP, GH_REFUSAL_TOKEN_SECRET },
    { "3.13233E+39", NULL, GH_CREDENTIAL_HOTP, GH_REFUSAL_TOKEN_SECRET },
    { "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ", "base32", GH_CREDENTIAL_TOTP, GH_REFUSAL_TOKEN_SECRET },
    { "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", "base32", GH_CREDENTIAL_TOTP, GH_REFUSAL_TOKEN_SECRET },
    { "GEZDGNBVGY3TQOJQGF======", "base32", GH_CREDENTIAL_TOTP, GH_REFUSAL_TOKEN_SECRET },
    { "", NULL, GH_CREDENTIAL_HOTP, GH_REFUSAL_TOKEN_SECRET_LENGTH },
    { "313233343536373839", NULL, GH_CREDENTIAL_HOTP, GH_REFUSAL_TOKEN_SECRET_LENGTH },
    { "8792ebfe26cc", NULL, GH_CREDENTIAL_YUBIKEY, GH_REFUSAL_TOKEN_YUBIKEY_SECRET },
    { "ecde18dbe76fbd0c33330f1c354871db", NULL, GH_CREDENTIAL_YUBIKEY, GH_REFUSAL_TOKEN_YUBIKEY_SECRET },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhSecret) typed = gh_secret_copy (rows[i].typed, strlen (rows[i].typed));
      g_autoptr (GhSecret) seed = NULL;
      gsize length = 0;

      g_test_message ("%s", rows[i].typed);
      g_assert_cmpint (gh_token_read_secret (typed, rows[i].form, rows[i].type, &seed), ==, rows[i].refusal);
      g_assert_cmpint (seed != NULL, ==, rows[i].refusal == GH_REFUSAL_NONE);
      if (seed != NULL)
        gh_secret_get (seed, &length);
      g_assert_cmpuint (length, ==, rows[i].length);
      if (length == 20)
        g_assert_cmpmem (gh_secret_get (seed, NULL), 20, "12345678901234567890", 20);
    }
}

static void
test_too_long (void)
{
  g_autofree char *most = g_strnfill (2 * GH_TOKEN_SEED_MAX, 'a');
  g_autofree char *more = g_strnfill (2 * GH_TOKEN_SEED_MAX + 2, 'a');
  g_autofree char *much = g_strnfill (100000, 'a');
  const char *const texts[] = { most, more, much };
  const GhRefusal refusals[] = { GH_REFUSAL_NONE, GH_REFUSAL_TOKEN_SECRET_LENGTH, GH_REFUSAL_TOKEN_SECRET };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GhSecret) typed = gh_secret_copy (texts[i], strlen (texts[i]));
      g_autoptr (GhSecret) seed = NULL;

      g_assert_cmpint (gh_token_read_secret (typed, "hex", GH_CREDENTIAL_HOTP, &seed), ==, refusals[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/H1/token-rules/wishes", test_wishes);
  g_test_add_func ("/H1/token-rules/secrets", test_secrets);
  g_test_add_func ("/H1/token-rules/too-long", test_too_long);

  return g_test_run ();
}
