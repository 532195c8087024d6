/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-attempt-credentials.h"

#include "keys/gh-seal.h"
#include "phones/gh-phone-record.h"
#include "tokens/gh-token-record.h"
#include "verification/gh-yubikey.h"

#include <sodium.h>
#include <string.h>

/* From this token on, fewer counters are tried (V2). */
#define MANY_TOKENS 5

/* How far above its beginning a new events file wants a step to be: what was typed just before may not be in it (X). */
#define STEPS_AFTER_BEGINNING 5

/* More than any device can have counted. */
#define MAX_COUNTER (G_MAXINT64 / 2)

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
  DEVICE_ID,
} Column;

static GBytes *
dup_bytes (GhStatement *select,
           Column       column)
{
  gsize length;
  const guint8 *data = gh_statement_get_blob (select, column, &length);

  return data != NULL ? g_bytes_new (data, length) : NULL;
}

/* How far it has been used, as far as is known. */
static void
read_use (GhHeldCredential *self,
          GhStatement      *select,
          gint64            now)
{
  gboolean is_used = !gh_statement_is_null (select, LAST);
  const GhCredentialUse use = {
    .type = self->credential.type,
    .period = self->credential.otp.period,
    .pending_until = self->credential.pending_until,
    .is_late = gh_statement_get_int (select, IS_LATE) != 0,
    .is_accepted = !gh_statement_is_null (select, FIRST),
    .is_sure = gh_statement_get_int (select, is_used ? IS_SURE : IS_OF_FILE) != 0,
  };

  /* What somebody else wrote there must not lead far, nor overflow. */
  self->used = (GhOtpState) {
    .last = is_used ? CLAMP (gh_statement_get_int (select, LAST), -1, MAX_COUNTER) : -1,
    .base = (gint) CLAMP (gh_statement_get_int (select, BASE), -GH_TOTP_RESYNC_STEPS, GH_TOTP_RESYNC_STEPS),
    .drift = (gint) CLAMP (gh_statement_get_int (select, DRIFT), -GH_TOTP_MAX_DRIFT, GH_TOTP_MAX_DRIFT),
  };
  self->used.last = MAX (self->used.last, CLAMP (self->credential.start, 0, MAX_COUNTER) - 1);

  if (!use.is_sure && gh_credential_goes_by_clock (use.type, use.period))
    self->used.last = MAX (self->used.last, gh_statement_get_int (select, BEGAN) / use.period + STEPS_AFTER_BEGINNING);
  self->state = gh_credential_get_state (&use, now);
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
  self->device_id = gh_statement_get_int (select, DEVICE_ID);
  read_use (self, select, now);
  self->is_pending = self->credential.pending_until != 0 && gh_statement_is_null (select, FIRST) &&
                     self->state != GH_CREDENTIAL_TOO_LATE;
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

/* Whoever shows the phone or token hears of it, whosever it was when it was used. */
static gboolean
tell (const GhHeldCredential  *self,
      GhConnection            *events,
      GError                 **error)
{
  return gh_store_tell_fact (events, self->factor == GH_FACTOR_TOKEN ? GH_TOKEN_KIND : GH_PHONE_KIND, self->device_id,
                             error);
}

gboolean
gh_held_credential_use (const GhHeldCredential  *self,
                        GhConnection            *events,
                        const GhOtpState        *next,
                        gint64                   now,
                        GError                 **error)
{
  return gh_connection_run (events, "verification/use-seed", error, "biiii", self->seed_hash, next->last,
                            (gint64) next->base, (gint64) next->drift, now) &&
         tell (self, events, error);
}

gboolean
gh_held_credential_end (const GhHeldCredential  *self,
                        GhConnection            *events,
                        gint64                   now,
                        GError                 **error)
{
  if (!gh_connection_run (events, "verification/end-credential", error, "si", self->key, now))
    return FALSE;

  return gh_connection_get_changes (events) == 0 || tell (self, events, error);
}
