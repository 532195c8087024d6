/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-yubikey.h"

#include <sodium.h>
#include <string.h>
#include <yubikey.h>

G_STATIC_ASSERT (GH_YUBIKEY_PRIVATE_ID_BYTES == YUBIKEY_UID_SIZE);
G_STATIC_ASSERT (GH_YUBIKEY_KEY_BYTES == YUBIKEY_KEY_SIZE);

gboolean
gh_yubikey_is_code (const GhPasscode *passcode)
{
  return passcode->length >= YUBIKEY_OTP_SIZE && passcode->length % 2 == 0 &&
         strspn (passcode->text, YUBIKEY_MODHEX_MAP) == passcode->length;
}

/* Returns -1 if it is not this key's. */
static gint64
read_moment (const GhYubikey  *self,
             const GhPasscode *passcode)
{
  yubikey_token_st code;
  gint64 moment = -1;

  if (!gh_yubikey_is_code (passcode))
    return -1;

  /* It takes modhex, whatever its header says. */
  yubikey_parse ((const guint8 *) passcode->text + passcode->length - YUBIKEY_OTP_SIZE, self->aes_key, &code);
  if (yubikey_crc_ok_p ((const guint8 *) &code) && sodium_memcmp (code.uid, self->private_id, sizeof code.uid) == 0)
    moment = (gint64) yubikey_counter (code.ctr) << 8 | code.use;
  sodium_memzero (&code, sizeof code);

  return moment;
}

GhOtpVerdict
gh_yubikey_check (const GhYubikey  *self,
                  gint64            last,
                  const GhPasscode *passcode,
                  gint64           *next)
{
  gint64 moment = read_moment (self, passcode);

  *next = MAX (moment, last);
  if (moment < 0)
    return GH_OTP_WRONG;

  return moment > last ? GH_OTP_ACCEPTED : GH_OTP_USED;
}

gboolean
gh_yubikey_resync (const GhYubikey  *self,
                   gint64            last,
                   const GhPasscode *passcodes,
                   gint64           *next)
{
  gint64 first;
  gint64 second;

  *next = last;
  if (gh_yubikey_check (self, last, &passcodes[0], &first) != GH_OTP_ACCEPTED ||
      gh_yubikey_check (self, first, &passcodes[1], &second) != GH_OTP_ACCEPTED)
    return FALSE;

  *next = second;

  return TRUE;
}
