/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-otpauth.h"

#include <string.h>

/* Five bits a character, RFC 4648, 6; the length in bits is a multiple of five. */
#define SECRET_CHARACTERS (GH_OTPAUTH_SEED_BYTES * 8 / 5)

static char *
escape_part (const char *text)
{
  g_autofree char *part = g_strdelimit (g_strdup (text), ":", ' ');

  return g_uri_escape_string (part, NULL, FALSE);
}

static void
write_base32 (char         *text,
              const guint8 *bytes)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  for (gsize i = 0; i < SECRET_CHARACTERS; i++)
    {
      gsize bit = 5 * i;
      guint pair = (guint) bytes[bit / 8] << 8 | (bit / 8 + 1 < GH_OTPAUTH_SEED_BYTES ? bytes[bit / 8 + 1] : 0);

      text[i] = alphabet[pair >> (11 - bit % 8) & 31];
    }
}

GhSecret *
gh_otpauth_new (const char *issuer,
                const char *account,
                GhSecret   *seed)
{
  g_autofree char *issuer_part = escape_part (issuer);
  g_autofree char *account_part = escape_part (account);
  g_autofree char *issuer_value = g_uri_escape_string (issuer, NULL, FALSE);
  g_autofree char *head = g_strdup_printf ("otpauth://totp/%s:%s?secret=", issuer_part, account_part);
  g_autofree char *tail = g_strdup_printf ("&issuer=%s&algorithm=SHA1&digits=6&period=30", issuer_value);
  GhSecret *uri = gh_secret_new (strlen (head) + SECRET_CHARACTERS + strlen (tail));
  char *at = (char *) gh_secret_get (uri, NULL);
  const guint8 *bytes;
  gsize length;

  bytes = gh_secret_get (seed, &length);
  g_return_val_if_fail (length == GH_OTPAUTH_SEED_BYTES, uri);

  memcpy (at, head, strlen (head));
  write_base32 (at + strlen (head), bytes);
  memcpy (at + strlen (head) + SECRET_CHARACTERS, tail, strlen (tail));

  return uri;
}
