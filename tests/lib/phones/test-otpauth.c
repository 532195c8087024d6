/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-otpauth.h"

#include <string.h>

#define TAIL "&algorithm=SHA1&digits=6&period=30"
#define KEY  "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer="

static void
test_uris (void)
{
  static const char *const rows[][3] = {
    { "Example", "anna", "otpauth://totp/Example:anna" KEY "Example" TAIL },
    { "Fjord & Sons", "anna@example.org", "otpauth://totp/Fjord%20%26%20Sons:anna%40example.org" KEY
                                          "Fjord%20%26%20Sons" TAIL },
    { "A:B", "DOMAIN\\anna:x", "otpauth://totp/A%20B:DOMAIN%5Canna%20x" KEY "A%3AB" TAIL },
    { "Čápek", "김민준", "otpauth://totp/%C4%8C%C3%A1pek:%EA%B9%80%EB%AF%BC%EC%A4%80" KEY "%C4%8C%C3%A1pek" TAIL },
    { "50% +/?#=", "a b", "otpauth://totp/50%25%20%2B%2F%3F%23%3D:a%20b" KEY "50%25%20%2B%2F%3F%23%3D" TAIL },
  };
  g_autoptr (GhSecret) seed = gh_secret_copy ("12345678901234567890", 20);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhSecret) uri = gh_otpauth_new (rows[i][0], rows[i][1], seed);

      g_assert_cmpstr ((const char *) gh_secret_get (uri, NULL), ==, rows[i][2]);
    }
}

/* Every bit of the seed is in it, where RFC 4648 has it. */
static void
test_bits (void)
{
  guint8 bytes[GH_OTPAUTH_SEED_BYTES] = { 0 };

  for (gsize bit = 0; bit < 8 * sizeof bytes; bit++)
    {
      g_autoptr (GhSecret) seed = NULL;
      g_autoptr (GhSecret) uri = NULL;
      const char *text;

      memset (bytes, 0, sizeof bytes);
      bytes[bit / 8] = (guint8) (0x80 >> bit % 8);
      seed = gh_secret_copy (bytes, sizeof bytes);
      uri = gh_otpauth_new ("", "", seed);
      text = strstr ((const char *) gh_secret_get (uri, NULL), "secret=") + strlen ("secret=");
      for (gsize i = 0; i < 32; i++)
        g_assert_cmpint (text[i], ==, i == bit / 5 ? "QIECB"[bit % 5] : 'A');
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/P4/otpauth/uris", test_uris);
  g_test_add_func ("/P4/otpauth/bits", test_bits);

  return g_test_run ();
}
