/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-id.h"

#include <sodium.h>
#include <string.h>

#define DIGITS "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

void
gh_id_write (const char   *prefix,
             const guint8  random[GH_ID_BYTES],
             char          id[GH_ID_LENGTH + 1])
{
  guint64 half[2];

  g_return_if_fail (strlen (prefix) == 2);

  /* 9 digits from each half: 36^9 is 2^46.5, so the remainder's bias is below 2^-17. */
  memcpy (half, random, sizeof half);
  memcpy (id, prefix, 2);
  for (int i = 0; i < 18; i++)
    {
      id[2 + i] = DIGITS[half[i / 9] % 36];
      half[i / 9] /= 36;
    }
  id[GH_ID_LENGTH] = '\0';
}

char *
gh_id_new (const char *prefix)
{
  /* Drawn for many keys at once, because each call to the system's random source costs more than the rest. */
  static __thread guint8 random[64][GH_ID_BYTES];
  static __thread gsize n_left = 0;
  char *id = g_malloc (GH_ID_LENGTH + 1);

  if (n_left == 0)
    {
      randombytes_buf (random, sizeof random);
      n_left = G_N_ELEMENTS (random);
    }
  gh_id_write (prefix, random[--n_left], id);

  return id;
}

gboolean
gh_id_is_valid (const char *id)
{
  return id != NULL && strlen (id) == GH_ID_LENGTH && strspn (id, DIGITS) == GH_ID_LENGTH;
}
