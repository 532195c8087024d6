/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A YubiKey's passcodes, by V2 and H1, on random walks of a key whose codes libyubikey makes: which is accepted is known
 * from what it was made of. */
#include "verification/gh-yubikey.h"

#include <string.h>
#include <yubikey.h>

#define N_WALKS  200
#define N_EVENTS 200
#define HISTORY  16

/* A code as typed, and what it was made of. */
typedef struct {
  char     text[GH_PASSCODE_MAX + 1];
  gboolean is_ours; /* key, private id and checksum fit */
  gint64   moment;
} Code;

typedef struct {
  GRand            *random;
  GhYubikey         key;
  yubikey_token_st  token; /* the next code's contents */
  gint64            last;
  Code              codes[HISTORY];
  guint             n_codes;
  GHashTable       *accepted; /* moments */
} Walk;

static void
fill (GRand  *random,
      guint8 *bytes,
      gsize   n)
{
  for (gsize i = 0; i < n; i++)
    bytes[i] = (guint8) g_rand_int_range (random, 0, 256);
}

/* The button is pressed, perhaps under Caps Lock, or after the key was plugged in again. */
static void
press (Walk *walk)
{
  yubikey_token_st *token = &walk->token;
  gboolean is_plugged_in = g_rand_int_range (walk->random, 0, 6) == 0;

  if (is_plugged_in && yubikey_counter (token->ctr) < 0x7fff)
    {
      token->ctr = (guint16) (yubikey_counter (token->ctr) + 1);
      token->use = 0;
    }
  else if (token->use < 255)
    token->use++;
  token->ctr = (guint16) (yubikey_counter (token->ctr) | (g_rand_boolean (walk->random) ? 0x8000 : 0));
  fill (walk->random, (guint8 *) &token->tstpl, sizeof token->tstpl);
  fill (walk->random, (guint8 *) &token->rnd, sizeof token->rnd);
}

/* The present code, behind a public id of any length; now and then another key's, or one with an error in it. */
static void
make_code (Walk *walk,
           Code *code)
{
  static const char public_id[] = "ccccccvvrrnneeuuttiihhggffddbbcc";
  yubikey_token_st token = walk->token;
  guint8 key[YUBIKEY_KEY_SIZE];
  char otp[YUBIKEY_OTP_SIZE + 1] = "";
  int what = g_rand_int_range (walk->random, 0, 12);

  memcpy (key, walk->key.aes_key, sizeof key);
  if (what == 0)
    token.uid[g_rand_int_range (walk->random, 0, YUBIKEY_UID_SIZE)] ^= 1;
  if (what == 1)
    key[g_rand_int_range (walk->random, 0, YUBIKEY_KEY_SIZE)] ^= 1;
  token.crc = (guint16) ~yubikey_crc16 ((const guint8 *) &token, G_STRUCT_OFFSET (yubikey_token_st, crc));
  if (what == 2)
    token.crc ^= (guint16) (1 << g_rand_int_range (walk->random, 0, 16));

  code->is_ours = what > 2;
  code->moment = yubikey_counter (token.ctr) * 256 + token.use;
  yubikey_generate (&token, key, otp); /* encrypts the contents where they are */
  g_snprintf (code->text, sizeof code->text, "%.*s%s", 2 * g_rand_int_range (walk->random, 0, 17), public_id, otp);
}

static GhOtpVerdict
model_check (const Walk *walk,
             const Code *code)
{
  if (!code->is_ours)
    return GH_OTP_WRONG;

  return code->moment > walk->last ? GH_OTP_ACCEPTED : GH_OTP_USED;
}

static void
accept (Walk   *walk,
        gint64  moment)
{
  g_assert_true (g_hash_table_add (walk->accepted, GSIZE_TO_POINTER ((gsize) moment)));
}

static GhOtpVerdict
check (Walk       *walk,
       const Code *code)
{
  g_auto (GhPasscode) passcode = { 0 };
  gint64 next = 0;
  GhOtpVerdict expected = model_check (walk, code);
  GhOtpVerdict verdict;

  g_assert_true (gh_passcode_read (&passcode, code->text));
  g_assert_true (gh_yubikey_is_code (&passcode));
  verdict = gh_yubikey_check (&walk->key, walk->last, &passcode, &next);
  if (verdict != expected || (verdict == GH_OTP_ACCEPTED && next != code->moment))
    g_error ("%s, ours %d, moment %" G_GINT64_FORMAT ", last %" G_GINT64_FORMAT ": model %d, program %d %"
             G_GINT64_FORMAT, code->text, code->is_ours, code->moment, walk->last, expected, verdict, next);

  if (verdict == GH_OTP_ACCEPTED)
    {
      accept (walk, next);
      walk->last = next;
    }

  return verdict;
}

/* Both new, and the second later: the key may have been plugged in again between them. */
static gboolean
resync (Walk       *walk,
        const Code *first,
        const Code *second)
{
  GhPasscode passcodes[GH_YUBIKEY_RESYNC_CODES] = { 0 };
  gint64 next = 0;
  gboolean expected = model_check (walk, first) == GH_OTP_ACCEPTED && model_check (walk, second) == GH_OTP_ACCEPTED &&
                      second->moment > first->moment;

  gh_passcode_read (&passcodes[0], first->text);
  gh_passcode_read (&passcodes[1], second->text);
  if (gh_yubikey_resync (&walk->key, walk->last, passcodes, &next) != expected ||
      (expected && next != second->moment))
    g_error ("%s %s, moments %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ", last %" G_GINT64_FORMAT ": model %d, program %"
             G_GINT64_FORMAT, first->text, second->text, first->moment, second->moment, walk->last, expected, next);

  if (expected)
    {
      accept (walk, first->moment);
      accept (walk, next);
      walk->last = next;
    }

  return expected;
}

static void
test_walks (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);
  guint verdicts[GH_OTP_ACCEPTED + 1] = { 0 };
  guint resyncs[2] = { 0 };

  for (guint i = 0; i < N_WALKS; i++)
    {
      g_autoptr (GHashTable) accepted = g_hash_table_new (g_direct_hash, g_direct_equal);
      Walk walk = { .random = random, .last = -1, .accepted = accepted };

      fill (random, walk.key.private_id, sizeof walk.key.private_id);
      fill (random, walk.key.aes_key, sizeof walk.key.aes_key);
      memcpy (walk.token.uid, walk.key.private_id, sizeof walk.token.uid);
      walk.token.ctr = i % 2 == 0 ? 0 : 0x7ff0;

      for (guint event = 0; event < N_EVENTS; event++)
        {
          Code *code = &walk.codes[walk.n_codes % HISTORY];
          const Code *other;

          make_code (&walk, code);
          walk.n_codes++;
          press (&walk);
          other = &walk.codes[g_rand_int_range (random, 0, (gint32) MIN (walk.n_codes, HISTORY))];
          if (g_rand_int_range (random, 0, 10) == 0)
            resyncs[resync (&walk, other, code)]++;
          else if (g_rand_boolean (random))
            verdicts[check (&walk, other)]++;
          else
            verdicts[check (&walk, code)]++;
        }
    }

  for (guint i = 0; i <= GH_OTP_ACCEPTED; i++)
    g_assert_cmpuint (verdicts[i], >, 1000);
  g_assert_cmpuint (resyncs[FALSE], >, 100);
  g_assert_cmpuint (resyncs[TRUE], >, 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/V2/yubikey-model/walks", test_walks);

  return g_test_run ();
}
