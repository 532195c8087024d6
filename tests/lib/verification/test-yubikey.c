/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-yubikey.h"

#include <stdio.h>
#include <string.h>


#define PUBLIC_ID "ccccccbchvth"

static const GhYubikey key = {
  { 0x87, 0x92, 0xeb, 0xfe, 0x26, 0xcc },
  { 0xec, 0xde, 0x18, 0xdb, 0xe7, 0x6f, 0xbd, 0x0c, 0x33, 0x33, 0x0f, 0x1c, 0x35, 0x48, 0x71, 0xdb },
};

/* What the key types at that use and session, by Yubico's own program, whose output has no public id. */
static char *
generate (const GhYubikey *by,
          guint            use,
          guint            session)
{
  g_autoptr (GString) aes = g_string_new (NULL);
  g_autoptr (GString) id = g_string_new (NULL);
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  for (gsize i = 0; i < sizeof by->aes_key; i++)
    g_string_append_printf (aes, "%02x", by->aes_key[i]);
  for (gsize i = 0; i < sizeof by->private_id; i++)
    g_string_append_printf (id, "%02x", by->private_id[i]);
  command = g_strdup_printf ("ykgenerate %s %s %04x c0a8 00 %02x", aes->str, id->str, use, session);
  g_spawn_command_line_sync (command, &out, NULL, NULL, &error);
  g_assert_no_error (error);

  return g_strstrip (out);
}

static GhPasscode
type (const GhYubikey *by,
      const char      *public_id,
      guint            use,
      guint            session)
{
  g_autofree char *code = generate (by, use, session);
  g_autofree char *typed = g_strconcat (public_id, code, NULL);
  GhPasscode passcode;

  g_assert_true (gh_passcode_read (&passcode, typed));

  return passcode;
}

static void
test_check (void)
{
  static const struct {
    const char   *what;
    guint         use, session;   /* of the code */
    gint64        last;
    GhOtpVerdict  verdict;
  } rows[] = {
    { "the first ever", 1, 0, -1, GH_OTP_ACCEPTED },
    { "the next in the session", 19, 18, 19 << 8 | 17, GH_OTP_ACCEPTED },
    { "the next session", 20, 0, 19 << 8 | 17, GH_OTP_ACCEPTED },
    { "much later", 0x7fff, 255, 19 << 8 | 17, GH_OTP_ACCEPTED },
    { "the same again", 19, 17, 19 << 8 | 17, GH_OTP_USED },
    { "an earlier one of the session", 19, 16, 19 << 8 | 17, GH_OTP_USED },
    { "an earlier session, a later use", 18, 200, 19 << 8 | 17, GH_OTP_USED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhPasscode passcode = type (&key, PUBLIC_ID, rows[i].use, rows[i].session);
      gint64 moment = (gint64) rows[i].use << 8 | rows[i].session;
      gint64 next;

      g_test_message ("%s", rows[i].what);
      g_assert_true (gh_yubikey_is_code (&passcode));
      g_assert_cmpint (gh_yubikey_check (&key, rows[i].last, &passcode, &next), ==, rows[i].verdict);
      g_assert_cmpint (next, ==, rows[i].verdict == GH_OTP_ACCEPTED ? moment : rows[i].last);
    }
}

/* Caps Lock is noted in the highest bit of the use counter, and types capitals. */
static void
test_caps_lock (void)
{
  g_autofree char *code = generate (&key, 0x8000 | 5, 3);
  g_autofree char *capitals = g_ascii_strup (code, -1);
  GhPasscode passcode;
  gint64 next;

  g_assert_true (gh_passcode_read (&passcode, capitals));
  g_assert_cmpint (gh_yubikey_check (&key, 5 << 8 | 2, &passcode, &next), ==, GH_OTP_ACCEPTED);
  g_assert_cmpint (next, ==, 5 << 8 | 3);
}

/* The public id may be of any length; whose it is says the private id. */
static void
test_public_ids (void)
{
  static const char *const ids[] = { "", "cc", PUBLIC_ID, "vvvvvvvvvvvvvvvv", "cccccccccccccccccccccccccccccccc" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      GhPasscode passcode = type (&key, ids[i], 7, 1);
      gint64 next;

      g_assert_cmpint (gh_yubikey_check (&key, -1, &passcode, &next), ==, GH_OTP_ACCEPTED);
    }
}

static void
test_wrong (void)
{
  GhYubikey other_key = key, other_id = key;
  GhPasscode good = type (&key, PUBLIC_ID, 7, 1);
  gint64 next;

  other_key.aes_key[15] ^= 1;
  other_id.private_id[0] ^= 1;
  g_assert_cmpint (gh_yubikey_check (&other_key, -1, &good, &next), ==, GH_OTP_WRONG);
  g_assert_cmpint (gh_yubikey_check (&other_id, -1, &good, &next), ==, GH_OTP_WRONG);

  /* Any other character of the code spoils it. */
  for (gsize i = strlen (PUBLIC_ID); i < good.length; i++)
    {
      GhPasscode bad = good;

      bad.text[i] = bad.text[i] == 'c' ? 'b' : 'c';
      g_assert_cmpint (gh_yubikey_check (&key, -1, &bad, &next), ==, GH_OTP_WRONG);
      g_assert_cmpint (next, ==, -1);
    }

  for (gsize cut = 1; cut <= good.length; cut++)
    {
      GhPasscode shorter = good;

      shorter.length -= cut;
      shorter.text[shorter.length] = '\0';
      g_assert_cmpint (gh_yubikey_check (&key, -1, &shorter, &next), ==, GH_OTP_WRONG);
    }
}

static void
test_is_code (void)
{
  static const struct {
    const char *typed;
    gboolean    is_code;
  } rows[] = {
    { "cccccccccccccccccccccccccccccccc", TRUE },
    { "ccccccccccccccccccccccccccccccc", FALSE },
    { "ccccccccccccccccccccccccccccccccc", FALSE },
    { "cccccccccccccccccccccccccccccccccc", TRUE },
    { "ccccccccccccccccacccccccccccccccc", FALSE },
    { "cccccccccccccccccccccccccccccc1c", FALSE },
    { "12345678901234567890123456789012", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhPasscode passcode;

      gh_passcode_read (&passcode, rows[i].typed);
      g_assert_cmpint (gh_yubikey_is_code (&passcode), ==, rows[i].is_code);
    }
}

/* H1 */
static void
test_resync (void)
{
  static const struct {
    const char *what;
    gint64      last;
    guint       uses[GH_YUBIKEY_RESYNC_CODES];
    gboolean    is_found;
  } rows[] = {
    { "in a row", -1, { 7, 8 }, TRUE },
    { "the other way round", -1, { 8, 7 }, FALSE },
    { "twice the same", -1, { 7, 7 }, FALSE },
    { "the first used up", 7 << 8 | 1, { 7, 8 }, FALSE },
    { "both used up", 9 << 8 | 1, { 7, 8 }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhPasscode codes[] = { type (&key, "", rows[i].uses[0], 1), type (&key, "", rows[i].uses[1], 1) };
      gint64 next;

      g_test_message ("%s", rows[i].what);
      g_assert_cmpint (gh_yubikey_resync (&key, rows[i].last, codes, &next), ==, rows[i].is_found);
      g_assert_cmpint (next, ==, rows[i].is_found ? (gint64) rows[i].uses[1] << 8 | 1 : rows[i].last);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/V2/yubikey/check", test_check);
  g_test_add_func ("/V2/yubikey/caps-lock", test_caps_lock);
  g_test_add_func ("/V2/yubikey/public-ids", test_public_ids);
  g_test_add_func ("/V2/yubikey/wrong", test_wrong);
  g_test_add_func ("/V2/yubikey/is-code", test_is_code);
  g_test_add_func ("/H1/yubikey/resync", test_resync);

  return g_test_run ();
}
