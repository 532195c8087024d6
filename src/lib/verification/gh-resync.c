/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-resync.h"

#include "verification/gh-attempt-credentials.h"
#include "verification/gh-yubikey.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PASSCODES GH_HOTP_RESYNC_CODES

typedef struct {
  GhStore      *store;
  const char   *device_kind;
  gint64        device;
  GhSecret     *typed;
  gint64        now;
  GhPasscode    passcodes[MAX_PASSCODES];
} Resync;

static gsize
get_wanted (GhCredentialType type)
{
  static const gsize n[GH_N_CREDENTIAL_TYPES] = {
    [GH_CREDENTIAL_TOTP] = GH_TOTP_RESYNC_CODES,
    [GH_CREDENTIAL_HOTP] = GH_HOTP_RESYNC_CODES,
    [GH_CREDENTIAL_YUBIKEY] = GH_YUBIKEY_RESYNC_CODES,
  };

  return n[type];
}

/* As one word each. */
static gboolean
read_words (Resync                 *self,
            const GhHeldCredential *credential,
            gsize                   n)
{
  static const char between[] = " \t\r\n,;";
  const char *text = (const char *) gh_secret_get (self->typed, NULL);
  gsize found = 0;

  for (text += strspn (text, between); *text != '\0'; text += strspn (text, between))
    {
      gsize length = strcspn (text, between);
      g_autoptr (GhSecret) word = gh_secret_copy (text, length);

      if (found == n || !gh_passcode_read (&self->passcodes[found], (const char *) gh_secret_get (word, NULL)) ||
          !gh_held_credential_could_be (credential, &self->passcodes[found]))
        return FALSE;
      found++;
      text += length;
    }

  return found == n;
}

/* As digits alone, where people put blanks into the passcodes, too. */
static gboolean
read_digits (Resync                 *self,
             const GhHeldCredential *credential,
             gsize                   n)
{
  guint digits = credential->credential.otp.digits;
  g_autoptr (GhSecret) typed = NULL;
  g_auto (GhPasscode) all = { 0 };
  gsize length;

  gh_secret_get (self->typed, &length);
  typed = gh_secret_copy (gh_secret_get (self->typed, NULL), length);
  if (credential->credential.type == GH_CREDENTIAL_YUBIKEY ||
      !gh_passcode_read (&all, g_strdelimit ((char *) gh_secret_get (typed, NULL), ",;", ' ')) ||
      !gh_passcode_has_digits (&all, n * digits))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      self->passcodes[i] = (GhPasscode) { .length = digits };
      memcpy (self->passcodes[i].text, all.text + i * digits, digits);
    }

  return TRUE;
}

static char *
dup_reach (const GhHeldCredential *credential)
{
  switch (credential->credential.type)
    {
    case GH_CREDENTIAL_TOTP:
      return g_strdup_printf (_("%d steps before and after now were tried, as far as they were not used before"),
                              GH_TOTP_RESYNC_STEPS);
    case GH_CREDENTIAL_HOTP:
      return g_strdup_printf (_("the counters from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " were tried"),
                              credential->used.last + 1, credential->used.last + GH_HOTP_RESYNC_AHEAD);
    default:
      return g_strdup (_("both must be of this YubiKey, later than the last that was accepted, and typed in order"));
    }
}

static gboolean
resync (Resync                  *self,
        GhConnection            *events,
        const GhHeldCredential  *credential,
        GError                 **error)
{
  gsize n = get_wanted (credential->credential.type);
  g_autoptr (GhSecret) seed = NULL;
  g_autofree char *reach = NULL;
  GhOtpState next;
  gint64 number;

  if (!read_words (self, credential, n) && !read_digits (self, credential, n))
    return gh_refusal_set_error (GH_REFUSAL_RESYNC_PASSCODES, error, NULL);

  seed = gh_held_credential_open (credential, self->store);
  if (seed == NULL)
    return gh_refusal_set_error (GH_REFUSAL_KEY_NOT_OPEN, error, NULL);

  /* It uses passcodes up as an attempt does: by its number an older events file is known again (L8). */
  if (gh_held_credential_resync (credential, seed, self->passcodes, n, gh_clock_read (gh_store_get_clock (self->store)),
                                 &next))
    return gh_store_take_attempt_number (events, &number, error) &&
           gh_held_credential_use (credential, events, &next, self->now, error);

  reach = dup_reach (credential);

  return gh_refusal_set_error (GH_REFUSAL_RESYNC_NOT_FOUND, error, reach);
}

static gboolean
resync_cb (GhConnection  *events,
           gpointer       data,
           GError       **error)
{
  Resync *self = data;
  g_autoptr (GArray) held = gh_held_credentials_read_device (events, self->device_kind, self->device, self->now, error);

  if (held == NULL)
    return FALSE;
  if (held->len == 0)
    return gh_refusal_set_error (GH_REFUSAL_TOKEN_WITHOUT_SECRET, error, NULL);

  return resync (self, events, &g_array_index (held, GhHeldCredential, 0), error);
}

gboolean
gh_resync (GhRun       *run,
           const char  *device_kind,
           gint64       device,
           GhSecret    *typed,
           GError     **error)
{
  Resync self = {
    .store = run->store,
    .device_kind = device_kind,
    .device = device,
    .typed = typed,
    .now = run->now,
  };
  gboolean ok = gh_store_write_together (run->store, GH_FILE_EVENTS, resync_cb, &self, error);

  for (gsize i = 0; i < MAX_PASSCODES; i++)
    gh_passcode_clear (&self.passcodes[i]);

  return ok;
}
