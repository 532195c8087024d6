/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-attempt-credentials.h"

#include "keys/gh-seal.h"
#include "verification/gh-yubikey.h"

#include <sodium.h>
#include <string.h>

/* From this token on, fewer counters are tried (V2). */
#define MANY_TOKENS 5

/* How far above its beginning a new events file wants a step to be: what was typed just before may not be in it (X). */
#define STEPS_AFTER_BEGINNING 5

static void
clear_held (gpointer data)
{
  GhHeldCredential *self = data;

  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->sealed, g_bytes_unref);
  g_clear_pointer (&self->seed_hash, g_bytes_unref);
}

/* The columns of list-credentials.sql. */
typedef enum {
  IS_TOKEN,
  DEVICE,
  KEY,
  TYPE,
  ALGORITHM,
  DIGITS,
  PERIOD,
  START,
  PENDING_UNTIL,
  SEED,
  IS_OF_FILE,
  KEY_NUMBER,
  SEALED,
  LAST,
  BASE,
  DRIFT,
  IS_SURE,
  FIRST,
  BEGAN,
  LABEL,
  IS_LATE,
} Column;

static GBytes *
dup_bytes (GhStatement *select,
           Column       column)
{
  gsize length;
  const guint8 *data = gh_statement_get_blob (select, column, &length);

  return data != NULL ? g_bytes_new (data, length) : NULL;
}

/* How far it has been used, as far as is known. A step that follows the beginning of a new events file is certainly new;
 * of a counter nobody knows. */
static void
read_use (GhHeldCredential *self,
          GhStatement      *select)
{
  gboolean is_used = !gh_statement_is_null (select, LAST);
  gboolean is_sure = gh_statement_get_int (select, is_used ? IS_SURE : IS_OF_FILE) != 0;

  self->used = (GhOtpState) {
    .last = is_used ? gh_statement_get_int (select, LAST) : -1,
    .base = (gint) gh_statement_get_int (select, BASE),
    .drift = (gint) gh_statement_get_int (select, DRIFT),
  };
  self->used.last = MAX (self->used.last, self->credential.start - 1);

  if (!is_sure && self->credential.type == GH_CREDENTIAL_TOTP && self->credential.otp.period > 0)
    self->used.last = MAX (self->used.last, gh_statement_get_int (select, BEGAN) / self->credential.otp.period +
                                              STEPS_AFTER_BEGINNING);
  else if (!is_sure)
    self->state = GH_CREDENTIAL_UNSYNCED;
}

static void
read_credential (GhHeldCredential *self,
                 GhStatement      *select,
                 gint64            now)
{
  *self = (GhHeldCredential) {
    .factor = gh_statement_get_int (select, IS_TOKEN) ? GH_FACTOR_TOKEN : GH_FACTOR_APP,
    .credential = {
      .type = gh_statement_get_int (select, TYPE),
      .otp = {
        .algorithm = gh_statement_get_int (select, ALGORITHM),
        .digits = (guint) gh_statement_get_int (select, DIGITS),
        .period = (guint) gh_statement_get_int (select, PERIOD),
      },
      .start = gh_statement_get_int (select, START),
      .pending_until = gh_statement_get_int (select, PENDING_UNTIL),
    },
    .label = g_strdup (gh_statement_get_text (select, LABEL)),
    .look_ahead = GH_HOTP_LOOK_AHEAD,
    .key_number = gh_statement_get_int (select, KEY_NUMBER),
    .sealed = dup_bytes (select, SEALED),
    .seed_hash = dup_bytes (select, SEED),
  };
  g_strlcpy (self->device, gh_statement_get_text (select, DEVICE), sizeof self->device);
  g_strlcpy (self->key, gh_statement_get_text (select, KEY), sizeof self->key);
  read_use (self, select);

  self->is_pending = self->credential.pending_until != 0 && gh_statement_is_null (select, FIRST);
  if (gh_statement_get_int (select, IS_LATE) || (self->is_pending && self->credential.pending_until <= now))
    {
      self->state = GH_CREDENTIAL_TOO_LATE;
      self->is_pending = FALSE;
    }
}

static GArray *
read_all (GhStatement  *select,
          gint64        now,
          GError      **error)
{
  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (GhHeldCredential));
  guint n_tokens = 0;

  g_array_set_clear_func (held, clear_held);
  while (gh_statement_next (select))
    {
      GhHeldCredential credential;

      read_credential (&credential, select, now);
      if (credential.factor == GH_FACTOR_TOKEN && ++n_tokens >= MANY_TOKENS)
        credential.look_ahead = GH_HOTP_LOOK_AHEAD_OF_MANY;
      g_array_append_val (held, credential);
    }

  return gh_statement_finish (select, error) ? g_steal_pointer (&held) : NULL;
}

GArray *
gh_held_credentials_read (GhConnection  *connection,
                          gint64         user_id,
                          gint64         now,
                          GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "verification/list-credentials", error, "isi", user_id,
                                                        NULL, (gint64) 0);

  return read_all (select, now, error);
}

GArray *
gh_held_credentials_read_device (GhConnection  *connection,
                                 const char    *device_kind,
                                 gint64         device,
                                 gint64         now,
                                 GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "verification/list-credentials", error, "tsi",
                                                        (gint64) 0, device_kind, device);

  return read_all (select, now, error);
}

gboolean
gh_held_credential_could_be (const GhHeldCredential *self,
                             const GhPasscode       *passcode)
{
  return self->credential.type == GH_CREDENTIAL_YUBIKEY
           ? gh_yubikey_is_code (passcode)
           : self->credential.otp.digits > 0 && gh_passcode_has_digits (passcode, self->credential.otp.digits);
}

GhSecret *
gh_held_credential_open (const GhHeldCredential *self,
                         GhStore                *store)
{
  g_autoptr (GhSecret) sub_key = gh_keys_dup_sub_key (gh_keys_of (store), self->key_number, GH_KEY_SEED);
  const GhSealPlace place = {
    .organisation = gh_store_get_organisation_key (store),
    .kind = GH_CREDENTIAL_KIND,
    .purpose = GH_CREDENTIAL_SEED,
    .record = self->key,
    .key_number = self->key_number,
  };
  gconstpointer sealed;
  gsize length;

  if (sub_key == NULL || self->sealed == NULL)
    return NULL;

  sealed = g_bytes_get_data (self->sealed, &length);

  return gh_seal_open (sub_key, &place, sealed, length, NULL);
}

static gboolean
take_yubikey (GhSecret  *seed,
              GhYubikey *key)
{
  gsize length;
  const guint8 *bytes = gh_secret_get (seed, &length);

  if (length != sizeof *key)
    return FALSE;

  memcpy (key, bytes, sizeof *key);

  return TRUE;
}

static GhOtp
take_otp (const GhHeldCredential *self,
          GhSecret               *seed)
{
  GhOtp otp = self->credential.otp;

  otp.seed = gh_secret_get (seed, &otp.seed_length);

  return otp;
}

GhOtpVerdict
gh_held_credential_match (const GhHeldCredential *self,
                          GhSecret               *seed,
                          const GhPasscode       *passcode,
                          gint64                  now,
                          GhOtpState             *next)
{
  GhOtpVerdict verdict;
  GhYubikey yubikey;
  GhOtp otp;

  *next = self->used;
  if (self->credential.type == GH_CREDENTIAL_YUBIKEY)
    {
      verdict = take_yubikey (seed, &yubikey) ? gh_yubikey_check (&yubikey, self->used.last, passcode, &next->last)
                                              : GH_OTP_WRONG;
      sodium_memzero (&yubikey, sizeof yubikey);
      return verdict;
    }

  otp = take_otp (self, seed);

  return gh_otp_check (&otp, &self->used, self->look_ahead, passcode, now, next);
}

gboolean
gh_held_credential_resync (const GhHeldCredential *self,
                           GhSecret               *seed,
                           const GhPasscode       *passcodes,
                           gsize                   n,
                           gint64                  now,
                           GhOtpState             *next)
{
  GhYubikey yubikey;
  gboolean found;
  GhOtp otp;

  *next = self->used;
  if (self->credential.type == GH_CREDENTIAL_YUBIKEY)
    {
      found = n == GH_YUBIKEY_RESYNC_CODES && take_yubikey (seed, &yubikey) &&
              gh_yubikey_resync (&yubikey, self->used.last, passcodes, &next->last);
      sodium_memzero (&yubikey, sizeof yubikey);
      return found;
    }

  otp = take_otp (self, seed);

  return gh_otp_resync (&otp, &self->used, passcodes, n, now, next);
}

gboolean
gh_held_credential_use (const GhHeldCredential  *self,
                        GhConnection            *events,
                        const GhOtpState        *next,
                        gint64                   now,
                        GError                 **error)
{
  return gh_connection_run (events, "verification/use-seed", error, "biiii", self->seed_hash, next->last,
                            (gint64) next->base, (gint64) next->drift, now);
}

gboolean
gh_held_credential_end (const GhHeldCredential  *self,
                        GhConnection            *events,
                        gint64                   now,
                        GError                 **error)
{
  return gh_connection_run (events, "verification/end-credential", error, "si", self->key, now);
}
