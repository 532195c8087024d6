/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L4, L6, L7, L8, L9: a log that is signed, honest ones and those that somebody wrote at who has no key. */
#include "gh-test-log.h"

#include "logs/gh-checkpoint.h"
#include "logs/gh-log-verify.h"
#include "operations/gh-log-keys.h"
#include "operations/gh-signing.h"
#include "operations/gh-witness.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <syslog.h>

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60)

/* --- histories --- */

static char *
make_witness_path (GhTestOrganisation *org)
{
  g_autofree char *name = g_strconcat (gh_store_get_organisation_key (org->store), ".head", NULL);

  return g_build_filename (g_get_user_state_dir (), "gatehouse", name, NULL);
}

/* As on a computer that never saw the file. */
static void
forget_witness (GhTestOrganisation *org)
{
  g_autofree char *path = make_witness_path (org);

  g_unlink (path);
}

static void
attach (GhTestOrganisation *org)
{
  g_free (gh_witness_attach (org->store));
}

/* Opens the organisation again as a program would that has key @number; 0: none. */
static void
come_back (GhTestOrganisation *org,
           gint64              number)
{
  gh_test_reopen (org);
  attach (org);
  if (number != 0)
    gh_test_open_key (org, number);
}

/* 1 created · 2, 3 anna bert · 4 the first key · 5, 6 carl dora */
#define KEY_ENTRY 4

static GhTestOrganisation *
make_signed (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  forget_witness (org);
  gh_test_add_users (org, "anna bert");
  attach (org);
  gh_test_make_key (org);
  gh_test_add_users (org, "carl dora");

  return org;
}

/* 7, 8 without the key · 9 names them · 10 frida */
static GhTestOrganisation *
make_with_range (void)
{
  GhTestOrganisation *org = make_signed ();

  come_back (org, 0);
  gh_test_add_users (org, "emil");
  gh_test_add_users (org, "finn");
  come_back (org, 1);
  gh_test_add_users (org, "frida");

  return org;
}

/* --- asking --- */

static GhLogReport *
verify (GhTestOrganisation *org,
        const guint8       *fingerprint,
        GhCheckpoint       *checkpoint)
{
  g_autoptr (GPtrArray) checkpoints = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GhLogReport *report;

  if (checkpoint != NULL)
    g_ptr_array_add (checkpoints, checkpoint);
  report = gh_log_verify_against (org->store, fingerprint, checkpoints, NULL, &error);
  g_assert_no_error (error);

  return report;
}

static void
assert_report (const GhLogReport *report,
               GhLogState         state,
               gint64             n_unsigned)
{
  if (report->state != state)
    g_error ("%s instead of %s: %" G_GINT64_FORMAT " %s", gh_log_state_get_name (report->state),
             gh_log_state_get_name (state), report->first_bad, report->problem);
  g_assert_cmpint (report->n_unsigned, ==, n_unsigned);
}

static void
assert_state (GhTestOrganisation *org,
              GhLogState          state,
              gint64              n_unsigned)
{
  g_autoptr (GhLogReport) report = verify (org, NULL, NULL);

  assert_report (report, state, n_unsigned);
}

static void
assert_range (const GhLogReport *report,
              guint              number,
              gint64             first,
              gint64             last,
              gboolean           is_before_key)
{
  const GhLogRange *range;

  g_assert_cmpuint (report->ranges->len, >, number);
  range = &g_array_index (report->ranges, GhLogRange, number);
  g_assert_cmpint (range->first, ==, first);
  g_assert_cmpint (range->last, ==, last);
  g_assert_cmpint (range->is_before_key, ==, is_before_key);
}

static void
assert_broken_with (GhTestOrganisation *org,
                    const guint8       *fingerprint,
                    GhCheckpoint       *checkpoint,
                    gint64              first_bad)
{
  g_autoptr (GhLogReport) report = verify (org, fingerprint, checkpoint);

  g_assert_cmpint (report->state, ==, GH_LOG_BROKEN);
  if (report->first_bad != first_bad)
    g_error ("%" G_GINT64_FORMAT " instead of %" G_GINT64_FORMAT ": %s", report->first_bad, first_bad, report->problem);
}

static void
assert_broken (GhTestOrganisation *org,
               gint64              first_bad)
{
  assert_broken_with (org, NULL, NULL, first_bad);
}

static void
get_fingerprint (gint64 number,
                 guint8 fingerprint[GH_FINGERPRINT_BYTES])
{
  guint8 public_key[GH_PUBLIC_BYTES];

  gh_test_get_public (number, public_key);
  gh_log_key_get_fingerprint (public_key, fingerprint);
}

static GhCheckpoint
make_checkpoint (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;
  GhCheckpoint checkpoint;

  gh_checkpoint_make (org->store, &checkpoint, &error);
  g_assert_no_error (error);

  return checkpoint;
}

/* A file that does not keep its checkpoints, but somebody else does. */
static void
lose_checkpoints (GhTestOrganisation *org)
{
  gh_test_tamper (org, "DELETE FROM checkpoints");
}

/* Cuts the log behind @last, with a head that fits. Records keep what later entries did to them, as users do here
 * whose creation was cut: those go too. */
static void
cut_behind (GhTestOrganisation *org,
            gint64              last)
{
  g_autofree char *sql = g_strdup_printf (
    "DELETE FROM users WHERE id IN (SELECT user_id FROM user_status WHERE last_op > %1$" G_GINT64_FORMAT ");"
    "DELETE FROM user_status WHERE last_op > %1$" G_GINT64_FORMAT ";"
    "DELETE FROM user_names WHERE user_id NOT IN (SELECT id FROM users);"
    "DELETE FROM log WHERE seq > %1$" G_GINT64_FORMAT ";"
    "DELETE FROM journal WHERE op > %1$" G_GINT64_FORMAT ";"
    "UPDATE head SET (seq, hash, time, key_number, signature) = (SELECT seq, hash, time, key_number, signature FROM log"
    " WHERE seq = %1$" G_GINT64_FORMAT ")", last);

  gh_test_tamper (org, sql);
}

/* --- L6 --- */

static void
test_signed (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  g_autoptr (GhLogReport) report = verify (org, NULL, NULL);
  guint8 fingerprint[GH_FINGERPRINT_BYTES];
  char hex[2 * GH_FINGERPRINT_BYTES + 1];

  assert_report (report, GH_LOG_SIGNED, 0);
  g_assert_cmpuint (report->ranges->len, ==, 1);
  assert_range (report, 0, 1, 3, TRUE);
  get_fingerprint (1, fingerprint);
  sodium_bin2hex (hex, sizeof hex, fingerprint, sizeof fingerprint);
  g_assert_cmpstr (report->fingerprint, ==, hex);
  g_assert_true (report->is_vouched);
  gh_test_assert_query (org, "SELECT group_concat (seq) FROM (SELECT seq FROM log WHERE key_number = 1 AND"
                             " length (signature) = 64 ORDER BY seq)", "4,5,6");
  gh_test_assert_query (org, "SELECT head.signature = log.signature AND head.time = log.time FROM head JOIN log USING"
                             " (seq)", "1");
}

static void
test_nobody_vouches (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  g_autoptr (GhLogReport) report = NULL;
  guint8 fingerprint[GH_FINGERPRINT_BYTES];

  gh_test_reopen (org);
  assert_state (org, GH_LOG_UNVOUCHED, 0);

  get_fingerprint (1, fingerprint);
  report = verify (org, fingerprint, NULL);
  assert_report (report, GH_LOG_SIGNED, 0);

  get_fingerprint (9, fingerprint);
  assert_broken_with (org, fingerprint, NULL, KEY_ENTRY);
}

static void
test_range_is_named (void)
{
  g_autoptr (GhTestOrganisation) org = make_with_range ();
  g_autoptr (GhLogReport) report = verify (org, NULL, NULL);

  assert_report (report, GH_LOG_CHAINED, 2);
  g_assert_cmpuint (report->ranges->len, ==, 2);
  assert_range (report, 1, 7, 8, FALSE);
  g_assert_true (report->is_vouched);
  gh_test_assert_query (org, "SELECT actor_kind || ' ' || operation FROM log WHERE seq = 9", "system log.note-unsigned");
  gh_test_assert_query (org, "SELECT json_extract (payload, '$.parameters.first') || '-' ||"
                             " json_extract (payload, '$.parameters.last') FROM log WHERE seq = 9", "7-8");
  gh_test_assert_query (org, "SELECT count (*) FROM log WHERE seq > 8 AND key_number = 1", "2");

  /* It is named once. */
  gh_test_add_users (org, "gerd");
  gh_test_assert_query (org, "SELECT count (*) FROM log WHERE operation = 'log.note-unsigned'", "1");
  assert_state (org, GH_LOG_CHAINED, 2);
}

static void
test_unknown_head (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GhLogReport) report = NULL;

  come_back (org, 0);
  gh_test_add_users (org, "emil");
  g_clear_object (&org->store);
  gh_test_reopen (org);
  forget_witness (org);
  come_back (org, 1);

  result = gh_test_run (org, "user.add", NULL, "{\"username\":\"finn\"}");
  g_assert_cmpint (result->entry, ==, 8);
  g_assert_nonnull (result->notice);
  g_assert_nonnull (strstr (result->notice, "7"));
  gh_test_assert_query (org, "SELECT count (*) FROM log WHERE seq > 6 AND signature IS NOT NULL", "0");

  gh_test_act_as (org, GH_ROLE_ADMINISTRATOR);
  gh_test_refused (org, "log.accept-head", NULL, NULL, GH_REFUSAL_ROLE);
  gh_test_act_as (org, GH_ROLE_OWNER);
  g_assert_cmpint (gh_test_do (org, "log.accept-head", NULL, NULL, 1), ==, 9);
  gh_test_refused (org, "log.accept-head", NULL, NULL, GH_REFUSAL_ALREADY_SO);
  gh_test_add_users (org, "gerd");
  gh_test_assert_query (org, "SELECT count (*) FROM log WHERE seq > 8 AND key_number = 1", "2");

  report = verify (org, NULL, NULL);
  assert_report (report, GH_LOG_CHAINED, 2);
  assert_range (report, 1, 7, 8, FALSE);
}

/* A kept checkpoint knows the head that a witness does not. */
static void
test_checkpoint_knows (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  make_checkpoint (org);
  come_back (org, 0);
  gh_test_add_users (org, "emil");
  forget_witness (org);
  come_back (org, 1);
  gh_test_add_users (org, "finn");
  gh_test_assert_query (org, "SELECT operation FROM log WHERE seq = 8", "log.note-unsigned");
  assert_state (org, GH_LOG_CHAINED, 1);
}

static void
test_accept_needs_key (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  come_back (org, 0);
  gh_test_refused (org, "log.accept-head", NULL, NULL, GH_REFUSAL_KEY_NOT_OPEN);
}

/* A head that is not what was signed is not signed behind. */
static void
test_mismatch (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  g_autoptr (GhResult) result = NULL;

  gh_test_tamper (org, "UPDATE log SET signature = zeroblob (64) WHERE seq = 6; UPDATE head SET signature = zeroblob (64)");
  attach (org);
  gh_test_open_key (org, 1);
  result = gh_test_run (org, "user.add", NULL, "{\"username\":\"emil\"}");
  g_assert_nonnull (result->notice);
  gh_test_assert_query (org, "SELECT signature IS NULL FROM log WHERE seq = 7", "1");
  gh_test_add_users (org, "finn");
  gh_test_assert_query (org, "SELECT signature IS NULL FROM log WHERE seq = 8", "1");
  assert_broken (org, 6);
}

static void
test_rotation (void)
{
  g_autoptr (GhTestOrganisation) org = make_with_range ();
  guint8 fingerprint[GH_FINGERPRINT_BYTES];
  g_autoptr (GhLogReport) report = NULL;

  gh_test_make_key (org); /* 11 */

  /* A program that comes with the newer key alone signs on at once. */
  come_back (org, 2);
  gh_test_add_users (org, "gerd");
  gh_test_assert_query (org, "SELECT group_concat (key_number) FROM (SELECT key_number FROM log WHERE seq > 9 ORDER BY"
                             " seq)", "1,2,2"); /* 10 to 12 */

  /* With the newer key alone, and by the older one's fingerprint. */
  come_back (org, 2);
  assert_state (org, GH_LOG_CHAINED, 2);
  gh_test_add_users (org, "hans");
  gh_test_assert_query (org, "SELECT key_number FROM log WHERE seq = 13", "2");
  gh_test_reopen (org);
  get_fingerprint (1, fingerprint);
  report = verify (org, fingerprint, NULL);
  assert_report (report, GH_LOG_CHAINED, 2);
  g_assert_true (report->is_vouched);

  /* A program that still has the older key alone signs no more. */
  come_back (org, 1);
  gh_test_add_users (org, "ida");
  gh_test_assert_query (org, "SELECT signature IS NULL FROM log ORDER BY seq DESC LIMIT 1", "1");
}

/* --- written at without the key --- */

static void
test_edited_and_rehashed (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  gh_test_tamper (org, "UPDATE log SET actor_id = 'mallory' WHERE seq = 5");
  gh_test_rehash (org, 5, 6);
  gh_test_tamper (org, "UPDATE head SET hash = (SELECT hash FROM log WHERE seq = 6)");
  forget_witness (org);
  assert_broken (org, 5);
  gh_test_open_key (org, 1);
  assert_broken (org, 5);
}

static void
test_signature_altered (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  gh_test_tamper (org, "UPDATE log SET signature = randomblob (64) WHERE seq = 5");
  assert_broken (org, 5);
  gh_test_tamper (org, "UPDATE log SET signature = x'' WHERE seq = 5");
  assert_broken (org, 5);
  gh_test_tamper (org, "UPDATE log SET key_number = NULL WHERE seq = 5");
  assert_broken (org, 5);
}

static void
test_head_signature (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  gh_test_tamper (org, "UPDATE head SET signature = (SELECT signature FROM log WHERE seq = 5)");
  assert_broken (org, 6);
}

static void
test_stripped_in_the_middle (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  gh_test_tamper (org, "UPDATE log SET key_number = NULL, signature = NULL WHERE seq = 5");
  assert_broken (org, 5);
}

/* The key's own entry is the first that is signed. */
static void
test_stripped_at_the_beginning (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  gh_test_tamper (org, "UPDATE log SET key_number = NULL, signature = NULL WHERE seq < 6");
  assert_broken (org, 1);
}

/* Nor can another entry pose as the one that made it. */
static void
test_key_made_later (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  gh_test_tamper (org, "UPDATE log SET key_number = NULL, signature = NULL WHERE seq < 6;"
                       "UPDATE keys SET last_op = 6");
  assert_broken (org, 1);
}

static void
strip_the_last (GhTestOrganisation *org)
{
  gh_test_tamper (org, "UPDATE log SET key_number = NULL, signature = NULL WHERE seq >= 5;"
                       "UPDATE head SET key_number = NULL, signature = NULL");
}

static void
test_stripped_at_the_end (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  GhCheckpoint checkpoint = make_checkpoint (org);
  g_autoptr (GhLogReport) report = NULL;

  lose_checkpoints (org);
  strip_the_last (org);
  assert_broken (org, 5); /* this computer saw the signature */

  /* On another they look like entries written without the key, and are named. */
  forget_witness (org);
  report = verify (org, NULL, NULL);
  assert_report (report, GH_LOG_CHAINED, 2);
  assert_range (report, 1, 5, 6, FALSE);
  assert_broken_with (org, NULL, &checkpoint, 5);

  /* Which no program there signs behind. */
  come_back (org, 1);
  gh_test_add_users (org, "emil");
  gh_test_assert_query (org, "SELECT signature IS NULL FROM log WHERE seq = 7", "1");
}

/* Of the range that an entry names, one entry more. */
static void
test_stripped_before_a_range (void)
{
  g_autoptr (GhTestOrganisation) org = make_with_range ();

  gh_test_tamper (org, "UPDATE log SET key_number = NULL, signature = NULL WHERE seq = 6");
  assert_broken (org, 6);
}

static void
test_set_back (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  GhCheckpoint checkpoint = make_checkpoint (org);

  cut_behind (org, 5);
  forget_witness (org);
  assert_broken (org, 6); /* the file's own */
  lose_checkpoints (org);
  assert_state (org, GH_LOG_UNVOUCHED, 0);
  assert_broken_with (org, NULL, &checkpoint, 6);
}

static void
test_fresh_key (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  GhCheckpoint checkpoint = make_checkpoint (org);
  guint8 fingerprint[GH_FINGERPRINT_BYTES];

  gh_test_sign_anew (org);
  assert_state (org, GH_LOG_UNVOUCHED, 0);
  get_fingerprint (1, fingerprint);
  assert_broken_with (org, fingerprint, NULL, 1);
  assert_broken_with (org, NULL, &checkpoint, 1);
  gh_test_open_key (org, 1);
  assert_broken (org, 1);

  /* Nor does a program with the right key sign behind it. */
  gh_test_add_users (org, "emil");
  gh_test_assert_query (org, "SELECT signature IS NULL FROM log WHERE seq = 7", "1");
}

/* A second key that the first never introduced. */
static void
test_key_not_introduced (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  gh_test_make_key (org);
  gh_test_add_users (org, "emil");
  gh_test_tamper (org, "UPDATE keys SET introduction = zeroblob (64) WHERE id = 2");
  assert_broken (org, 7);
}

static void
test_cut_back_and_grown_again (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  GhCheckpoint checkpoint = make_checkpoint (org);
  g_autofree char *warning = NULL;

  lose_checkpoints (org);
  cut_behind (org, 5);
  gh_test_add_users (org, "mallory mike");

  /* A computer that saw entry 6 says so, and does not sign. */
  warning = gh_witness_attach (org->store);
  g_assert_nonnull (warning);
  gh_test_open_key (org, 1);
  gh_test_add_users (org, "emil");
  gh_test_assert_query (org, "SELECT count (*) FROM log WHERE seq > 5 AND signature IS NOT NULL", "0");
  assert_broken (org, 6);

  /* On another, an Owner takes it as good. */
  forget_witness (org);
  come_back (org, 1);
  gh_test_do (org, "log.accept-head", NULL, NULL, 1);
  gh_test_add_users (org, "finn");
  assert_state (org, GH_LOG_CHAINED, 3);
  assert_broken_with (org, NULL, &checkpoint, 6);
}

/* --- L7 --- */

static void
test_checkpoint_text (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  GhCheckpoint checkpoint = make_checkpoint (org);
  g_autofree char *text = gh_checkpoint_to_text (&checkpoint);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GError) error = NULL;
  GhCheckpoint read;

  g_assert_cmpuint (g_strv_length (lines), ==, 9);
  g_assert_cmpstr (lines[0], ==, "gatehouse-checkpoint: 1");
  g_assert_cmpstr (lines[2], ==, "entry: 6");
  g_assert_cmpstr (lines[4], ==, "time: 2026-11-24T09:00:00.000000Z");
  g_assert_true (gh_checkpoint_parse (&read, text, strlen (text), &error));
  g_assert_no_error (error);
  g_assert_cmpmem (&read, sizeof read, &checkpoint, sizeof checkpoint);

  /* Whatever byte is changed. */
  for (gsize i = 0; text[i] != '\0'; i++)
    {
      g_autoptr (GError) problem = NULL;
      char kept = text[i];

      text[i] = kept == 'a' ? 'b' : 'a';
      g_assert_false (gh_checkpoint_parse (&read, text, strlen (text), &problem));
      g_assert_error (problem, GH_ERROR, GH_ERROR_QUERY);
      text[i] = kept;
    }
  g_assert_false (gh_checkpoint_parse (&read, text, strlen (text) - 1, NULL));
  g_assert_false (gh_checkpoint_parse (&read, "", 0, NULL));

  gh_test_assert_query (org, "SELECT count (*) FROM checkpoints", "1");
  make_checkpoint (org);
  gh_test_assert_query (org, "SELECT count (*) FROM checkpoints", "1");
}

/* That of docs/formats.md. */
static void
test_checkpoint_vector (void)
{
  const char *text =
    "gatehouse-checkpoint: 1\n"
    "organisation: DA0123456789ABCDEFGH\n"
    "entry: 1\n"
    "hash: 296ac63a7ae98e7a12c145bf234db3752af259e7c67cd310507963376c60a6c6\n"
    "time: 2026-11-24T09:00:00.000000Z\n"
    "events: 0 0000000000000000000000000000000000000000000000000000000000000000\n"
    "key: 1 03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8\n"
    "signature: CT12XEIRKPKAWv7btVC9qhPDQn7AZpWkAJ+vpn5whP+XxxWCfHRdiKVRQyWp1hLH3ibR772YKGoeGgc/xuClBg==\n";
  g_autoptr (GError) error = NULL;
  GhCheckpoint checkpoint;

  gh_checkpoint_parse (&checkpoint, text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpint (checkpoint.time_us, ==, (gint64) GH_TEST_NOW * G_USEC_PER_SEC);
}

static void
assert_due (GhTestOrganisation *org,
            const char         *entries)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_checkpoint_make_due (org->store, &error));
  g_assert_no_error (error);
  gh_test_assert_query (org, "SELECT group_concat (entry) FROM (SELECT entry FROM checkpoints ORDER BY entry)", entries);
}

static void
test_checkpoint_due (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  assert_due (org, "6");
  gh_test_add_users (org, "emil");
  assert_due (org, "6");
  gh_clock_set (org->clock, GH_TEST_NOW + DAY - 1);
  assert_due (org, "6");
  gh_clock_set (org->clock, GH_TEST_NOW + DAY);
  assert_due (org, "6,7");
  gh_clock_set (org->clock, GH_TEST_NOW + 3 * DAY);
  assert_due (org, "6,7"); /* nothing new */

  for (int i = 0; i < GH_CHECKPOINT_ENTRIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("user%d", i);

      if (i == GH_CHECKPOINT_ENTRIES - 1)
        assert_due (org, "6,7");
      if (i == 0)
        gh_clock_set (org->clock, GH_TEST_NOW + DAY + 1);
      gh_test_add_users (org, name);
    }
  assert_due (org, "6,7,1007");
  assert_state (org, GH_LOG_SIGNED, 0);
}

/* In place of the system's log. The first is what the other becomes with some compiler options. */
static GString *sent;

void __syslog_chk (int priority, int flag, const char *format, ...);

G_GNUC_PRINTF (3, 4) void
__syslog_chk (int         priority,
              int         flag,
              const char *format,
              ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (sent, format, args);
  va_end (args);
}

void
syslog (int         priority,
        const char *format,
        ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (sent, format, args);
  va_end (args);
}

static void
test_checkpoint_to_syslog (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  GhCheckpoint checkpoint;
  g_autofree char *text = NULL;

  sent = g_string_new (NULL);
  make_checkpoint (org);
  g_assert_cmpstr (sent->str, ==, "");

  gh_test_write_directory (org, "UPDATE settings SET value = 1 WHERE key = 'syslog_checkpoints'");
  gh_test_add_users (org, "emil");
  checkpoint = make_checkpoint (org);
  text = g_strdelimit (g_strchomp (gh_checkpoint_to_text (&checkpoint)), "\n", ';');
  g_assert_cmpstr (sent->str, ==, text);

  /* Once. */
  make_checkpoint (org);
  g_assert_cmpstr (sent->str, ==, text);
  g_string_free (sent, TRUE);
}

static void
test_checkpoint_needs_signed_head (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;
  GhCheckpoint checkpoint;

  come_back (org, 0);
  gh_test_add_users (org, "emil");
  g_assert_false (gh_checkpoint_make (org->store, &checkpoint, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
  g_assert_true (gh_checkpoint_make_due (org->store, NULL));
  come_back (org, 1);
  g_assert_false (gh_checkpoint_make (org->store, &checkpoint, &other));
  g_assert_error (other, GH_ERROR, GH_ERROR_REFUSED);
  gh_test_assert_query (org, "SELECT count (*) FROM checkpoints", "0");
}

static void
test_checkpoint_of_another (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  g_autoptr (GhTestOrganisation) other = make_signed ();
  g_autoptr (GPtrArray) checkpoints = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GhCheckpoint checkpoint = make_checkpoint (other);

  g_ptr_array_add (checkpoints, &checkpoint);
  g_assert_null (gh_log_verify_against (org->store, NULL, checkpoints, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
}

/* --- L9 --- */

/* A year's history: an entry each ten days, a checkpoint after each. Returns the first entry of it. */
static gint64
live_a_year (GhTestOrganisation *org)
{
  for (int day = 0; day <= 360; day += 10)
    {
      g_autofree char *name = g_strdup_printf ("day%d", day);

      gh_clock_set (org->clock, GH_TEST_NOW + day * DAY);
      gh_test_add_users (org, name);
      g_assert_true (gh_checkpoint_make_due (org->store, NULL));
    }

  return 7;
}

static void
assert_nothing_to_remove (GhTestOrganisation *org,
                          const char         *parameters)
{
  g_autoptr (GhResult) result = gh_test_run (org, "log.apply-retention", NULL, parameters);

  g_assert_false (result->is_refused);
  g_assert_cmpint (result->entry, ==, 0);
}

static void
test_retention (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  g_autoptr (GhLogReport) report = NULL;
  g_autofree char *warning = NULL;
  GhCheckpoint old = make_checkpoint (org);

  live_a_year (org); /* 7 to 43 */
  gh_test_refused (org, "log.apply-retention", NULL, "{\"days\":29}", GH_REFUSAL_RETENTION_DAYS);
  gh_test_refused (org, "log.apply-retention", NULL, "{\"days\":3651}", GH_REFUSAL_RETENTION_DAYS);

  /* Day 270 is entry 34: what is exactly as old as that stays. */
  gh_test_do (org, "log.apply-retention", NULL, "{\"days\":90}", 33);
  gh_test_assert_query (org, "SELECT min (seq) || '-' || max (seq) FROM log", "34-44");
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE op < 34", "0");
  gh_test_assert_query (org, "SELECT json_extract (payload, '$.facts.stub.first') || '-' ||"
                             " json_extract (payload, '$.facts.stub.last') FROM log WHERE seq = 44", "1-33");
  report = verify (org, NULL, &old);
  assert_report (report, GH_LOG_SIGNED, 0);
  g_assert_cmpint (report->first, ==, 34);
  g_assert_cmpuint (report->notes->len, ==, 1);

  /* Undo says so (J3). */
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":20}", GH_REFUSAL_REMOVED_BY_RETENTION);
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":44}", GH_REFUSAL_CANNOT_BE_UNDONE);

  /* Again, later, and with nothing to do. */
  gh_clock_set (org->clock, GH_TEST_NOW + 365 * DAY);
  gh_test_add_users (org, "last");
  gh_test_do (org, "log.apply-retention", NULL, "{\"days\":30}", 7);
  gh_test_assert_query (org, "SELECT json_extract (payload, '$.facts.stub.first') FROM log ORDER BY seq DESC LIMIT 1",
                        "34");
  assert_state (org, GH_LOG_SIGNED, 0);
  assert_nothing_to_remove (org, "{\"days\":30}");

  /* A computer that last saw an entry which is gone. */
  warning = gh_witness_attach (org->store);
  g_assert_null (warning);
}

static void
test_retention_off_or_keyless (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  live_a_year (org);
  assert_nothing_to_remove (org, NULL);
  gh_test_reopen (org);
  gh_test_refused (org, "log.apply-retention", NULL, "{\"days\":90}", GH_REFUSAL_KEY_NOT_OPEN);
  gh_test_assert_query (org, "SELECT min (seq) FROM log", "1");
}

static void
test_retention_waits_for_the_clock (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  live_a_year (org);
  gh_clock_set (org->clock, GH_TEST_NOW + 900 * DAY);
  gh_test_refused (org, "log.apply-retention", NULL, "{\"days\":90}", GH_REFUSAL_CLOCK_AHEAD);
}

/* Who has no key can cut the front, but leaves no stub that holds. */
static void
test_retention_made_up (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  live_a_year (org);
  gh_test_do (org, "log.apply-retention", NULL, "{\"days\":90}", 33);
  gh_test_tamper (org, "DELETE FROM log WHERE seq < 36; DELETE FROM journal WHERE op < 36");
  assert_broken (org, 1);
}

static void
test_stub_made_up (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();

  live_a_year (org);
  gh_test_tamper (org,
                  "DELETE FROM log WHERE seq < 36; DELETE FROM journal WHERE op < 36; DELETE FROM checkpoints;"
                  "UPDATE log SET operation = 'log.apply-retention', payload = json_object ('facts', json_object ('stub',"
                  " json_object ('first', 1, 'last', 35, 'count', 35, 'first_time', 0, 'last_time', 0, 'key', 1,"
                  " 'hash_before', printf ('%064d', 0), 'hash_last', printf ('%064d', 0),"
                  " 'signature', printf ('%0128d', 0)))) WHERE seq = 43");
  forget_witness (org);
  assert_broken (org, 1);
}

/* What came without the key is gone with its segment, or stays named. */
static void
test_retention_of_a_range (void)
{
  g_autoptr (GhTestOrganisation) org = make_with_range ();
  g_autoptr (GhLogReport) report = NULL;

  live_a_year (org);
  gh_test_do (org, "log.apply-retention", NULL, "{\"days\":300}", 16);
  report = verify (org, NULL, NULL);
  assert_report (report, GH_LOG_SIGNED, 0);
  g_assert_cmpuint (report->ranges->len, ==, 0);
}

/* --- L8: the events --- */

static void
test_events_of_another (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  g_autofree char *warning = NULL;

  gh_test_write_events (org,
                        "UPDATE about SET identity = x'00000000000000000000000000000001', last_attempt = 5");
  gh_test_reopen (org);
  attach (org);
  gh_test_reopen (org);
  g_assert_null (gh_witness_attach (org->store));

  gh_test_write_events (org, "UPDATE about SET last_attempt = 4");
  gh_test_reopen (org);
  warning = gh_witness_attach (org->store);
  g_assert_nonnull (warning);
  g_clear_pointer (&warning, g_free);

  gh_test_write_events (org,
                        "UPDATE about SET identity = x'00000000000000000000000000000002', last_attempt = 9");
  gh_test_add_users (org, "emil"); /* a commit does not swallow it */
  gh_test_reopen (org);
  warning = gh_witness_attach (org->store);
  g_assert_nonnull (warning);
  gh_test_reopen (org);
  g_assert_null (gh_witness_attach (org->store));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;

  state = g_dir_make_tmp ("gatehouse-state-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/L6/signed", test_signed);
  g_test_add_func ("/L6/nobody-vouches", test_nobody_vouches);
  g_test_add_func ("/L6/unsigned/named", test_range_is_named);
  g_test_add_func ("/L6/unsigned/behind-an-unknown-head", test_unknown_head);
  g_test_add_func ("/L6/unsigned/behind-a-checkpoint", test_checkpoint_knows);
  g_test_add_func ("/L6/accept-head/without-the-key", test_accept_needs_key);
  g_test_add_func ("/L6/mismatch", test_mismatch);
  g_test_add_func ("/L6/rotation", test_rotation);
  g_test_add_func ("/L4/forged/edited-and-rehashed", test_edited_and_rehashed);
  g_test_add_func ("/L4/forged/signature", test_signature_altered);
  g_test_add_func ("/L4/forged/head-signature", test_head_signature);
  g_test_add_func ("/L4/forged/with-a-fresh-key", test_fresh_key);
  g_test_add_func ("/L4/forged/key-not-introduced", test_key_not_introduced);
  g_test_add_func ("/L4/stripped/middle", test_stripped_in_the_middle);
  g_test_add_func ("/L4/stripped/beginning", test_stripped_at_the_beginning);
  g_test_add_func ("/L4/stripped/key-made-later", test_key_made_later);
  g_test_add_func ("/L4/stripped/end", test_stripped_at_the_end);
  g_test_add_func ("/L4/stripped/before-a-range", test_stripped_before_a_range);
  g_test_add_func ("/L4/set-back", test_set_back);
  g_test_add_func ("/L4/cut-back-and-grown-again", test_cut_back_and_grown_again);
  g_test_add_func ("/L7/text", test_checkpoint_text);
  g_test_add_func ("/J8/checkpoint", test_checkpoint_vector);
  g_test_add_func ("/L7/due", test_checkpoint_due);
  g_test_add_func ("/L7/to-syslog", test_checkpoint_to_syslog);
  g_test_add_func ("/L7/needs-a-signed-head", test_checkpoint_needs_signed_head);
  g_test_add_func ("/L7/of-another-organisation", test_checkpoint_of_another);
  g_test_add_func ("/L9/retention", test_retention);
  g_test_add_func ("/L9/off-or-without-the-key", test_retention_off_or_keyless);
  g_test_add_func ("/L9/waits-for-the-clock", test_retention_waits_for_the_clock);
  g_test_add_func ("/L9/made-up", test_retention_made_up);
  g_test_add_func ("/L9/stub-made-up", test_stub_made_up);
  g_test_add_func ("/L9/of-a-range", test_retention_of_a_range);
  g_test_add_func ("/L8/events", test_events_of_another);

  return g_test_run ();
}
