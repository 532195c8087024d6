/* SPDX-License-Identifier: GPL-3.0-or-later */
/* H1: a user's tokens as objects: what they show, and what is heard of them when something changes. */
#include "gh-test-belongings.h"
#include "gh-test-passcodes.h"

#include "store/gh-store.h"
#include "tokens/gh-token.h"
#include "verification/gh-otp.h"

#include <string.h>

#define NAME(name) gh_target_new_for_name (name)

/* RFC 4226, appendix D. */
#define SEED "3132333435363738393031323334353637383930"

static const GhOtp hotp = { GH_OTP_SHA1, 6, 0, (const guint8 *) "12345678901234567890", 20 };

static void
add (GhTestOrganisation *org,
     const char         *type,
     const char         *serial,
     const char         *secret)
{
  g_autofree char *parameters = g_strdup_printf ("{\"type\":\"%s\",\"serial\":\"%s\"}", type, serial);
  g_autofree char *token = g_strdup_printf ("{\"token\":\"%s\"}", serial);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_test_run_with_secret (org, "token.add", NULL, parameters, "secret", secret, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result->changed, ==, 1);
  gh_test_do (org, "token.assign", NAME ("anna"), token, 1);
}

/* Anna has a TOTP token 1, serial number 200, and a HOTP token 2, serial number 300. */
static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_run_key (org, "key.create");
  gh_test_add_users (org, "anna bert");
  add (org, "t6", "200", SEED "01");
  add (org, "h6", "300", SEED);

  return org;
}

static GhTestBelongings *
list_tokens (GhTestOrganisation *org)
{
  return gh_test_belongings_new (org, &gh_tokens_of_user, 1);
}

static GhTarget *
get_token (GhTestOrganisation *org,
           int                 id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT key FROM tokens WHERE id = %d", id);
  g_autofree char *key = gh_test_query (org, sql);

  return gh_target_new_for_keys ((const char *const[]) { key, NULL });
}

static void
test_properties (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhTestBelongings) tokens = NULL;

  /* Of a type that no passcode is accepted from. */
  gh_test_write_directory (org, "INSERT INTO tokens (id, key, type, serial, serial_fold, last_op)"
                                " VALUES (7, 'DH7', 'dt', '100', '100', 1); INSERT INTO token_owners VALUES (1, 7), (2, 7)");
  tokens = list_tokens (org);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tokens->list)), ==, 3);
  gh_test_assert_properties (tokens, 0, "serial=100, type=dt, has-secret=no, needs-resync=no, last-used=0, owners=anna+bert");
  gh_test_assert_properties (tokens, 1, "serial=200, type=t6, has-secret=yes, needs-resync=no, last-used=0, owners=anna");
  gh_test_assert_properties (tokens, 2, "serial=300, type=h6, has-secret=yes, needs-resync=no, last-used=0, owners=anna");
}

static void
test_edited (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhTestBelongings) tokens = list_tokens (org);
  gpointer first = gh_test_get_belonging (tokens, 0);
  g_autoptr (GhResult) renewed = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_assert_heard (tokens, "");
  gh_test_do (org, "token.edit", get_token (org, 1), "{\"new-serial\":\"201\"}", 1);
  gh_test_assert_heard (tokens, "1.serial");
  gh_test_do (org, "token.edit", get_token (org, 1), "{\"new-serial\":\"400\"}", 1);
  gh_test_assert_heard (tokens, "-2@1 +2@0 1.serial");
  g_assert_true (gh_test_get_belonging (tokens, 1) == first);
  gh_test_do (org, "token.assign", NAME ("bert"), "{\"token\":\"400\"}", 1);
  gh_test_assert_heard (tokens, "1.owners");

  /* A new secret edits no token. */
  renewed = gh_test_run_with_secret (org, "token.set-secret", get_token (org, 1), "{}", "secret", SEED "03", &error);
  g_assert_no_error (error);
  g_assert_cmpint (renewed->changed, ==, 1);
  gh_test_assert_heard (tokens, "=");
}

static void
test_come_and_go (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhTestBelongings) tokens = list_tokens (org);
  gpointer first = gh_test_get_belonging (tokens, 0);

  add (org, "h8", "250", SEED "02");
  gh_test_assert_heard (tokens, "+3@1");
  gh_test_do (org, "token.unassign", NAME ("anna"), "{\"token\":\"300\"}", 1);
  gh_test_assert_heard (tokens, "-2@2");
  gh_test_do (org, "token.delete", get_token (org, 3), NULL, 1);
  gh_test_assert_heard (tokens, "-3@1");
  /* It comes back without its secret (O5). */
  gh_test_do (org, "log.undo", NULL, NULL, 2);
  gh_test_assert_heard (tokens, "+3@1");
  gh_test_assert_properties (tokens, 1, "serial=250, type=h8, has-secret=no, needs-resync=no, last-used=0, owners=anna");
  g_assert_true (gh_test_get_belonging (tokens, 0) == first);
}

static void
press (GhTestOrganisation *org,
       GhPurpose           purpose,
       gint64              counter,
       GhOutcome           outcome)
{
  char code[GH_OTP_MAX_DIGITS + 1];

  g_assert_true (gh_otp_compute (&hotp, counter, code));
  g_assert_cmpint (gh_test_judge (org, purpose, "anna", code).decision.outcome, ==, outcome);
}

static void
test_used (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhTestBelongings) tokens = list_tokens (org);

  gh_clock_set (org->clock, GH_TEST_NOW + 30);
  press (org, GH_PURPOSE_CALLER_CHECK, 0, GH_OUTCOME_ACCEPTED);
  gh_test_assert_heard (tokens, "2.last-used");
  gh_clock_set (org->clock, GH_TEST_NOW + 60);
  press (org, GH_PURPOSE_SIGN_IN, 1, GH_OUTCOME_ACCEPTED);
  gh_test_assert_heard (tokens, "2.last-used");
  press (org, GH_PURPOSE_SIGN_IN, 1, GH_OUTCOME_USED);
  gh_test_assert_heard (tokens, "");
  press (org, GH_PURPOSE_SIGN_IN, 900, GH_OUTCOME_WRONG);
  gh_test_assert_heard (tokens, "");
  gh_test_assert_properties (tokens, 1,
                             "serial=300, type=h6, has-secret=yes, needs-resync=no, last-used=1795510860, owners=anna");
}

static gboolean
identity_cb (GhConnection  *connection,
             gpointer       data,
             GError       **error)
{
  GBytes **identity = data;
  g_autoptr (GhStatement) select = gh_connection_query (connection, "store/get-events-identity", error, "");
  gsize length;
  const guint8 *bytes;

  if (!gh_statement_require (select, error))
    return FALSE;

  bytes = gh_statement_get_blob (select, 0, &length);
  *identity = g_bytes_new (bytes, length);

  return TRUE;
}

/* X: where facts were lost, of a counter nobody knows how far it was used, until it is found again. */
static void
test_resync (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhTestBelongings) tokens = list_tokens (org);
  g_autoptr (GBytes) identity = NULL;
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_store_write (org->store, GH_FILE_EVENTS, identity_cb, &identity, &error));
  g_assert_true (gh_store_renew_events (org->store, identity, &error));
  gh_test_assert_heard_of_time (tokens, "2.needs-resync");
  press (org, GH_PURPOSE_SIGN_IN, 0, GH_OUTCOME_UNSYNCED);
  gh_test_assert_heard (tokens, "");

  /* The three codes from counter 3 on. */
  result = gh_test_run_with_secret (org, "token.resync", get_token (org, 2), "{}", "passcodes", "969429 338314 254676",
                                    &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->changed, ==, 1);
  gh_test_assert_heard (tokens, "2.last-used 2.needs-resync");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/H1/token/properties", test_properties);
  g_test_add_func ("/H1/token/edited", test_edited);
  g_test_add_func ("/H1/token/come-and-go", test_come_and_go);
  g_test_add_func ("/V3/token/used", test_used);
  g_test_add_func ("/X/token/needs-resync", test_resync);

  return g_test_run ();
}
