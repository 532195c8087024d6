/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-recovery-key.h"
#include "keys/gh-secret-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define ORGANISATION "DOAAAAAAAAAAAAAAAAAA"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static GhSecret *
parse (const char  *text,
       GError     **error)
{
  g_autoptr (GhSecret) typed = gh_secret_copy (text, strlen (text));

  return gh_recovery_key_parse (typed, error);
}

static void
assert_is (const char *text,
           GhSecret   *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSecret) key = parse (text, &error);

  g_assert_no_error (error);
  g_assert_true (gh_secret_equal (key, wanted));
}

/* @group: 0 for none in particular */
static void
assert_wrong (const char *text,
              guint       group)
{
  g_autofree char *name = g_strdup_printf ("Group %u of 11 ", group);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSecret) key = parse (text, &error);

  g_assert_null (key);
  g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
  g_assert_true (g_str_has_prefix (error->message, name) == (group != 0));
  if (strlen (text) > 4)
    g_assert_null (strstr (error->message, text));
}

static void
test_text (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GhSecret) key = gh_recovery_key_new ();
      g_autoptr (GhSecret) text = gh_recovery_key_to_text (key);
      gsize length;
      const char *written = (const char *) gh_secret_get (text, &length);
      g_auto (GStrv) groups = g_strsplit (written, "-", -1);

      g_assert_cmpuint (length, ==, 54);
      g_assert_cmpuint (g_strv_length (groups), ==, GH_RECOVERY_KEY_GROUPS);
      for (guint j = 0; groups[j] != NULL; j++)
        {
          g_assert_cmpuint (strlen (groups[j]), ==, 4);
          g_assert_cmpuint (strspn (groups[j], alphabet), ==, 4);
        }
      assert_is (written, key);
    }
}

/* As people type it. */
static void
test_typed (void)
{
  /* Has 0 and 1 in plenty. */
  g_autoptr (GhSecret) key = gh_secret_copy ("\0\0\x08\x42\x10\0\0\0\0\x01\x08\0\0\0\0\0\0\0\x04\x21", 20);
  g_autoptr (GhSecret) secret_text = gh_recovery_key_to_text (key);
  const char *text = (const char *) gh_secret_get (secret_text, NULL);
  g_autofree char *lower = g_ascii_strdown (text, -1);
  g_auto (GStrv) groups = g_strsplit (text, "-", -1);
  g_autofree char *together = g_strjoinv ("", groups);
  g_autofree char *blanks = g_strjoinv (" \t\xc2\xa0", groups);
  g_autofree char *dashes = g_strjoinv (" \xe2\x80\x93 ", groups);
  g_autofree char *lines = g_strjoinv ("\r\n", groups);
  g_autofree char *with_end = g_strconcat ("  ", text, "\n", NULL);
  g_autofree char *letters = g_strdup (text);
  g_autofree char *other_letters = g_strdup (text);

  g_strdelimit (g_strdelimit (letters, "0", 'O'), "1", 'I');
  g_strdelimit (g_strdelimit (other_letters, "0", 'o'), "1", 'l');
  g_assert_cmpstr (letters, !=, text);
  assert_is (lower, key);
  assert_is (together, key);
  assert_is (blanks, key);
  assert_is (dashes, key);
  assert_is (lines, key);
  assert_is (with_end, key);
  assert_is (letters, key);
  assert_is (other_letters, key);
}

/* Any one wrong character is found, and its group is named. */
static void
test_wrong_character (void)
{
  g_autoptr (GhSecret) key = gh_recovery_key_new ();
  g_autoptr (GhSecret) secret_text = gh_recovery_key_to_text (key);
  const char *text = (const char *) gh_secret_get (secret_text, NULL);
  g_autofree char *changed = g_strdup (text);

  for (guint i = 0; text[i] != '\0'; i++)
    {
      if (text[i] == '-')
        continue;
      for (const char *c = alphabet; *c != '\0'; c++)
        if (*c != text[i])
          {
            changed[i] = *c;
            assert_wrong (changed, i / 5 + 1);
          }
      changed[i] = 'u'; /* is no character of it at all */
      assert_wrong (changed, i / 5 + 1);
      changed[i] = '\xff';
      assert_wrong (changed, i / 5 + 1);
      changed[i] = text[i];
    }
}

static void
test_changed_places (void)
{
  for (guint round = 0; round < 50; round++)
    {
      g_autoptr (GhSecret) key = gh_recovery_key_new ();
      g_autoptr (GhSecret) secret_text = gh_recovery_key_to_text (key);
      const char *text = (const char *) gh_secret_get (secret_text, NULL);
      g_autofree char *changed = g_strdup (text);

      for (guint i = 0; i + 1 < strlen (text); i++)
        if (text[i] != '-' && text[i + 1] != '-' && text[i] != text[i + 1])
          {
            changed[i] = text[i + 1];
            changed[i + 1] = text[i];
            assert_wrong (changed, i / 5 + 1);
            memcpy (changed, text, strlen (text));
          }
      for (guint i = 0; i + 1 < GH_RECOVERY_KEY_GROUPS; i++)
        {
          memcpy (changed + i * 5, text + (i + 1) * 5, 4);
          memcpy (changed + (i + 1) * 5, text + i * 5, 4);
          assert_wrong (changed, i + 1);
          memcpy (changed, text, strlen (text));
        }
    }
}

static void
test_too_short (void)
{
  g_autoptr (GhSecret) key = gh_recovery_key_new ();
  g_autoptr (GhSecret) secret_text = gh_recovery_key_to_text (key);
  const char *text = (const char *) gh_secret_get (secret_text, NULL);
  g_autofree char *longer = g_strconcat (text, "-0000", NULL);

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autofree char *cut = g_strndup (text, length);

      assert_wrong (cut, 0);
    }
  assert_wrong (longer, 0);
  assert_wrong ("", 0);
  assert_wrong ("correct horse battery staple", 0);
}

static void
test_pair (void)
{
  g_autoptr (GhSecret) key = gh_recovery_key_new ();
  g_autoptr (GhSecret) other = gh_recovery_key_new ();
  g_autoptr (GhSecret) master = gh_secret_new_random (GH_KEY_BYTES);
  g_autoptr (GhSecret) other_master = gh_secret_new_random (GH_KEY_BYTES);
  g_autoptr (GhSecret) opened = NULL;
  guint8 public_key[GH_PUBLIC_BYTES], again[GH_PUBLIC_BYTES], other_public[GH_PUBLIC_BYTES] = { 0 };
  guint8 proof[GH_KEYED_HASH_BYTES], other_proof[GH_KEYED_HASH_BYTES];
  guint8 sealed[GH_SEALED_MASTER_BYTES];

  gh_recovery_key_get_public (key, public_key);
  gh_recovery_key_get_public (key, again);
  g_assert_cmpmem (public_key, sizeof public_key, again, sizeof again);

  g_assert_false (gh_recovery_key_seal_master (other_public, master, sealed));
  g_assert_true (gh_recovery_key_seal_master (public_key, master, sealed));
  opened = gh_recovery_key_open_master (key, sealed, sizeof sealed);
  g_assert_true (gh_secret_equal (opened, master));
  g_assert_null (gh_recovery_key_open_master (other, sealed, sizeof sealed));
  g_assert_null (gh_recovery_key_open_master (key, sealed, sizeof sealed - 1));
  sealed[40] ^= 1;
  g_assert_null (gh_recovery_key_open_master (key, sealed, sizeof sealed));

  /* An exchanged public half, or one from elsewhere, has another proof. */
  gh_recovery_key_get_public (other, other_public);
  gh_recovery_key_prove_public (public_key, master, ORGANISATION, 1, proof);
  gh_recovery_key_prove_public (other_public, master, ORGANISATION, 1, other_proof);
  g_assert_true (memcmp (proof, other_proof, sizeof proof) != 0);
  gh_recovery_key_prove_public (public_key, master, ORGANISATION, 2, other_proof);
  g_assert_true (memcmp (proof, other_proof, sizeof proof) != 0);
  gh_recovery_key_prove_public (public_key, other_master, ORGANISATION, 1, other_proof);
  g_assert_true (memcmp (proof, other_proof, sizeof proof) != 0);
}

static gboolean
is_group (GhSecret   *text,
          guint       group,
          const char *typed)
{
  g_autoptr (GhSecret) secret = gh_secret_copy (typed, strlen (typed));

  return gh_recovery_key_is_group (text, group, secret);
}

/* Of what is shown two groups are typed back: as people write them, and nothing else. */
static void
test_group (void)
{
  static const char typed[] = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0001-1110-OIL1";
  g_autoptr (GhSecret) text = gh_secret_copy (typed, strlen (typed));

  g_assert_true (is_group (text, 0, "0123"));
  g_assert_true (is_group (text, 0, " 01 2-3 "));
  g_assert_true (is_group (text, 0, "oi23"));
  g_assert_true (is_group (text, 4, "ghjk"));
  g_assert_true (is_group (text, 10, "0111"));
  g_assert_false (is_group (text, 1, "0123"));
  g_assert_false (is_group (text, 0, ""));
  g_assert_false (is_group (text, 0, "012"));
  g_assert_false (is_group (text, 0, "01234"));
  g_assert_false (is_group (text, 0, "0123-4567"));
  g_assert_false (is_group (text, 0, "0124"));
  g_assert_false (is_group (text, 0, "01u3"));
  g_assert_false (is_group (text, 0, "012\xff"));
  g_assert_false (is_group (text, 0, "012３"));
}

static char *
read_file (const char *path,
           guint      *mode)
{
  char *text = NULL;
  GStatBuf status;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  *mode = status.st_mode & 07777;

  return text;
}

/* For its owner alone, never beside the database, and whole or not at all. */
static void
test_saved (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gatehouse-XXXXXX", NULL);
  g_autofree char *other = g_build_filename (folder, "other", NULL);
  g_autofree char *alias = g_build_filename (folder, "alias", NULL);
  g_autofree char *database = g_build_filename (folder, "one.db", NULL);
  g_autofree char *beside = g_build_filename (folder, "key.txt", NULL);
  g_autofree char *aliased = g_build_filename (alias, "key.txt", NULL);
  g_autofree char *path = g_build_filename (other, "key.txt", NULL);
  g_autofree char *nowhere = g_build_filename (other, "missing", "key.txt", NULL);
  g_autoptr (GhSecret) secret = gh_secret_copy ("0123-4567", 9);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint mode;

  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_assert_cmpint (symlink (folder, alias), ==, 0);
  g_assert_false (gh_secret_file_save (database, beside, secret, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (gh_secret_file_save (database, aliased, secret, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
  g_assert_false (gh_secret_file_save (database, nowhere, secret, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  gh_secret_file_save (database, path, secret, &error);
  g_assert_no_error (error);
  first = read_file (path, &mode);
  g_assert_cmpstr (first, ==, "0123-4567\n");
  g_assert_cmpuint (mode, ==, 0600);

  /* What others could read is replaced, not written into. */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  gh_secret_file_save (database, path, secret, &error);
  g_assert_no_error (error);
  second = read_file (path, &mode);
  g_assert_cmpstr (second, ==, "0123-4567\n");
  g_assert_cmpuint (mode, ==, 0600);

  g_unlink (path);
  g_unlink (alias);
  g_rmdir (other);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/K6/recovery-key/text", test_text);
  g_test_add_func ("/K6/recovery-key/typed", test_typed);
  g_test_add_func ("/K6/recovery-key/wrong-character-names-its-group", test_wrong_character);
  g_test_add_func ("/K6/recovery-key/changed-places", test_changed_places);
  g_test_add_func ("/K6/recovery-key/too-short", test_too_short);
  g_test_add_func ("/K6/recovery-key/pair", test_pair);
  g_test_add_func ("/K6/recovery-key/group-typed-back", test_group);
  g_test_add_func ("/K6/recovery-key/saved", test_saved);

  return g_test_run ();
}
