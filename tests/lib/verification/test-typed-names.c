/* SPDX-License-Identifier: GPL-3.0-or-later */
/* V4: who a typed name is. Nobody gets in as unknown who is here, or was. */
#include "gh-test-files.h"
#include "gh-test-passcodes.h"

#include "store/gh-sql-files.h"
#include "verification/gh-name-rules.h"

#include <string.h>

#define NAME(name) gh_target_new_for_name (name)

#define DENIED_AS(match, outcome) [match] = { outcome, outcome, outcome }

/* What becomes of a name by policy; whoever is found here is Disabled, and is so by any spelling. */
static const GhOutcome outcomes[GH_N_NAME_MATCHES][GH_N_NEW_USER_POLICIES] = {
  DENIED_AS (GH_NAME_BLANK, GH_OUTCOME_NO_NAME),
  DENIED_AS (GH_NAME_FORMER, GH_OUTCOME_FORMER_NAME),
  DENIED_AS (GH_NAME_AMBIGUOUS, GH_OUTCOME_AMBIGUOUS_NAME),
  DENIED_AS (GH_NAME_FOUND, GH_OUTCOME_DISABLED),
  [GH_NAME_NEVER] = { GH_OUTCOME_UNKNOWN_DENIED, GH_OUTCOME_UNKNOWN_ENROLS, GH_OUTCOME_UNKNOWN_ALLOWED },
};

static void
assert_is (GhTestOrganisation *org,
           const char         *typed,
           GhNameMatch         match,
           const char         *username)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM users WHERE username = '%s'", username);
  g_autofree char *id = username != NULL ? gh_test_query (org, sql) : g_strdup ("0");

  for (GhNewUserPolicy policy = 0; policy < GH_N_NEW_USER_POLICIES; policy++)
    {
      const GhAttemptApplication application = { .id = 7, .name = "VPN", .new_users = policy };
      GhVerdict verdict = gh_test_judge_at (org, &application, typed, "123456");

      if (verdict.decision.outcome != outcomes[match][policy] || verdict.user_id != g_ascii_strtoll (id, NULL, 10))
        g_error ("“%s” by policy %d: outcome %d, user %" G_GINT64_FORMAT, typed, policy, verdict.decision.outcome,
                 verdict.user_id);
    }
}

static void
add_user (GhTestOrganisation *org,
          const char         *username)
{
  g_auto (GStrv) parts = g_strsplit (username, "\\", -1);
  g_autofree char *escaped = g_strjoinv ("\\\\", parts);
  g_autofree char *parameters = g_strdup_printf ("{\"username\":\"%s\"}", escaped);

  gh_test_do (org, "user.add", NULL, parameters, 1);
  gh_test_do (org, "user.set-status", NAME (username), "{\"status\":\"disabled\"}", 1);
}

static void
edit (GhTestOrganisation *org,
      const char         *username,
      const char         *parameters)
{
  gh_test_do (org, "user.edit", NAME (username), parameters, 1);
}

static void
purge (GhTestOrganisation *org,
       const char         *username)
{
  gh_test_do (org, "user.trash", NAME (username), NULL, 1);
  gh_test_do (org, "user.purge", gh_target_new_for_query ("username:*"), "{\"confirm\":1}", 1);
}

static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  add_user (org, "Ilse.Weiß");
  edit (org, "Ilse.Weiß", "{\"add-alias\":[\"iw-7\"]}");

  return org;
}

static void
test_spellings (void)
{
  static const struct {
    const char *typed;
    GhNameMatch match;
  } rows[] = {
    { "Ilse.Weiß", GH_NAME_FOUND },
    { "ilse.weiß", GH_NAME_FOUND },
    { "ILSE.WEISS", GH_NAME_FOUND },
    { "ILSE.WEI\u1e9e", GH_NAME_FOUND },                      /* capital sharp s */
    { "Ilse.Wei\u017f\u017f", GH_NAME_FOUND },                /* long s */
    { "\uff29\uff4c\uff53\uff45.Weiß", GH_NAME_FOUND },       /* full width */
    { "Il\u200dse.Weiß", GH_NAME_FOUND },                     /* joiner */
    { "Il\u200cse.Weiß", GH_NAME_FOUND },                     /* non-joiner */
    { "Ilse.\u200bWeiß", GH_NAME_FOUND },                     /* space of no width */
    { "Ilse.We\u00adiß", GH_NAME_FOUND },                     /* soft hyphen */
    { "\ufeffIlse.Weiß", GH_NAME_FOUND },                     /* byte order mark */
    { "Ilse.Weiß\u200f", GH_NAME_FOUND },                     /* mark of direction */
    { "\u202eIlse.Weiß\u202c", GH_NAME_FOUND },               /* override */
    { "Ilse.Weiß\ufe0f", GH_NAME_FOUND },                     /* variation selector */
    { "I\u034flse.Weiß", GH_NAME_FOUND },                     /* grapheme joiner */
    { "Ilse.Weiß ", GH_NAME_FOUND },
    { "\tIlse.Weiß\r\n", GH_NAME_FOUND },
    { "Ilse.Weiß\u00a0", GH_NAME_FOUND },                     /* no-break space */
    { "\u3000Ilse.Weiß\u200b ", GH_NAME_FOUND },
    { "IW-7", GH_NAME_FOUND },                                /* alias */
    { "EXAMPLE\\Ilse.Weiß", GH_NAME_AMBIGUOUS },
    { "ilse.weiss@example.org", GH_NAME_AMBIGUOUS },
    { "EXAMPLE\\ILSE.WEISS@EXAMPLE.ORG", GH_NAME_AMBIGUOUS },
    { "A\\B\\ilse.weiß", GH_NAME_AMBIGUOUS },
    { "ilse.weiß@a@b", GH_NAME_AMBIGUOUS },
    { "ilse.weiß@", GH_NAME_AMBIGUOUS },
    { "\\ilse.weiß", GH_NAME_AMBIGUOUS },
    { "Ilse.Weiß\uff20example.org", GH_NAME_AMBIGUOUS },      /* full width @ */
    { "EXAMPLE\uff3cIlse.Weiß", GH_NAME_AMBIGUOUS },          /* full width \ */
    { "EXAMPLE\\Il\u200dse.Weiß", GH_NAME_AMBIGUOUS },
    { "iw-7@example.org", GH_NAME_AMBIGUOUS },
    { "EXAMPLE\\IW-7", GH_NAME_AMBIGUOUS },
    { "\u0131lse.weiß", GH_NAME_AMBIGUOUS },                  /* dotless i */
    { "\u0130LSE.WEISS", GH_NAME_AMBIGUOUS },                 /* dotted capital I */
    { "Ílse.Weiß", GH_NAME_AMBIGUOUS },
    { "I\u0301lse.Weiß", GH_NAME_AMBIGUOUS },                 /* decomposed */
    { "Ilsé.Weiss@example.org", GH_NAME_AMBIGUOUS },
    { "EXAMPLE\\\u0131w-7", GH_NAME_AMBIGUOUS },
    { "", GH_NAME_BLANK },
    { " \u00a0\t", GH_NAME_BLANK },
    { "\u200b\u200f", GH_NAME_BLANK },
    { "Ilse.Wei\xdf", GH_NAME_BLANK },                        /* Latin-1 */
    { "Ilse.Weiß\x01", GH_NAME_BLANK },
    { "ilse", GH_NAME_NEVER },
    { "ilse.weiß2", GH_NAME_NEVER },
    { "nobody", GH_NAME_NEVER },
    { "nobody@example.org", GH_NAME_NEVER },
    { "ilse.weiß\\nobody", GH_NAME_NEVER },
  };
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *long_name = g_strnfill (257, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_is (org, rows[i].typed, rows[i].match, rows[i].match == GH_NAME_FOUND ? "Ilse.Weiß" : NULL);
  assert_is (org, long_name, GH_NAME_BLANK, NULL);
  assert_is (org, long_name + 1, GH_NAME_NEVER, NULL);
}

/* One is the other's Simple form, whichever is stored; what differs in the host is another person. */
static void
test_stored_with_host (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  add_user (org, "vera@example.org");
  add_user (org, "OFFICE\\udo");
  assert_is (org, "VERA@example.org", GH_NAME_FOUND, "vera@example.org");
  assert_is (org, "vera", GH_NAME_AMBIGUOUS, NULL);
  assert_is (org, "vera@example.com", GH_NAME_NEVER, NULL);
  assert_is (org, "office\\udo", GH_NAME_FOUND, "OFFICE\\udo");
  assert_is (org, "udo", GH_NAME_AMBIGUOUS, NULL);
  assert_is (org, "office\\udo@example.org", GH_NAME_AMBIGUOUS, NULL);
}

/* Some scripts need joiners, which can be left out: whoever types them exactly is meant, else there must be one only. */
static void
test_joiners (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  add_user (org, "می\u200cخواهم");
  assert_is (org, "می\u200cخواهم", GH_NAME_FOUND, "می\u200cخواهم");
  assert_is (org, "میخواهم", GH_NAME_FOUND, "می\u200cخواهم");
  assert_is (org, "میخواهم@example.org", GH_NAME_NEVER, NULL);

  add_user (org, "می\u200dخواهم");
  assert_is (org, "می\u200dخواهم", GH_NAME_FOUND, "می\u200dخواهم");
  assert_is (org, "می\u200cخواهم", GH_NAME_FOUND, "می\u200cخواهم");
  assert_is (org, "میخواهم", GH_NAME_AMBIGUOUS, NULL);

  add_user (org, "میخواهم");
  assert_is (org, "میخواهم", GH_NAME_FOUND, "میخواهم");
}

/* --- names that somebody had --- */

static void
assert_former (GhTestOrganisation *org,
               const char         *name)
{
  g_autofree char *with_host = g_strconcat (name, "@example.org", NULL);
  g_autofree char *with_domain = g_strconcat ("EXAMPLE\\", name, NULL);

  assert_is (org, name, GH_NAME_FORMER, NULL);
  assert_is (org, with_host, GH_NAME_FORMER, NULL);
  assert_is (org, with_domain, GH_NAME_FORMER, NULL);
  gh_test_assert_query (org, "SELECT count (*) FROM left_names", "0");
}

static void
test_renamed (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  edit (org, "Ilse.Weiß", "{\"new-username\":\"Ilse.Lång\"}");
  assert_is (org, "ilse.lång", GH_NAME_FOUND, "Ilse.Lång");
  assert_former (org, "Ilse.Weiß");
  assert_former (org, "ílse.weiss");
  assert_former (org, "\u0131lse.weiß");

  edit (org, "Ilse.Lång", "{\"remove-alias\":[\"IW-7\"]}");
  assert_former (org, "iw-7");

  /* Only spelt otherwise, it is still hers. */
  edit (org, "Ilse.Lång", "{\"new-username\":\"ilse.lång\"}");
  gh_test_assert_query (org, "SELECT count (*) FROM former_names", "2");
  edit (org, "ilse.lång", "{\"new-username\":\"ilse.lang\"}");
  assert_is (org, "ilse.lång", GH_NAME_AMBIGUOUS, NULL);

  /* With what she went back to. */
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  assert_is (org, "ILSE.LÅNG", GH_NAME_FOUND, "ilse.lång");
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  assert_is (org, "IW-7", GH_NAME_FOUND, "Ilse.Weiß");
  assert_is (org, "ilse.weiß", GH_NAME_FOUND, "Ilse.Weiß");
  assert_former (org, "ilse.lång");
  assert_former (org, "ilse.lang");
}

static void
test_deleted (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_test_do (org, "user.trash", NAME ("Ilse.Weiß"), NULL, 1);
  for (GhNewUserPolicy policy = 0; policy < GH_N_NEW_USER_POLICIES; policy++)
    {
      const GhAttemptApplication application = { .id = 7, .name = "VPN", .new_users = policy };

      g_assert_cmpint (gh_test_judge_at (org, &application, "IW-7", "1").decision.outcome, ==, GH_OUTCOME_IN_TRASH);
    }
  assert_is (org, "iw-7@example.org", GH_NAME_AMBIGUOUS, NULL);
  gh_test_do (org, "user.purge", gh_target_new_for_query ("username:*"), "{\"confirm\":1}", 1);
  assert_former (org, "Ilse.Weiß");
  assert_former (org, "ILSE.WEISS");
  assert_former (org, "iw-7");
  gh_test_assert_query (org, "SELECT group_concat (DISTINCT time) FROM former_names", G_STRINGIFY (GH_TEST_NOW));

  add_user (org, "otto@example.org");
  purge (org, "otto@example.org");
  assert_is (org, "otto@example.org", GH_NAME_FORMER, NULL);
  assert_is (org, "Ötto", GH_NAME_FORMER, NULL);
  assert_is (org, "otto@example.com", GH_NAME_NEVER, NULL);

  /* Until it is given to somebody again, and once more after that. */
  add_user (org, "iw-7");
  assert_is (org, "IW-7", GH_NAME_FOUND, "iw-7");
  purge (org, "iw-7");
  assert_former (org, "iw-7");
}

/* However a name goes. */
static void
test_taken_away (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *file = g_build_filename (org->folder, "users.csv", NULL);
  g_autofree char *import = g_strdup_printf ("{\"file\":\"%s\"}", file);
  g_autofree char *directory = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  gh_test_do (org, "user.add", NULL, "{\"username\":\"typo\"}", 1);
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  assert_former (org, "typo");

  g_assert_true (g_file_set_contents (file, "username,alias1\nIlse.Weiß,iw-8\nkim,kimmy\n", -1, NULL));
  gh_test_do (org, "user.import", NULL, import, 2);
  assert_former (org, "iw-7");
  gh_test_do (org, "log.undo", NULL, NULL, 2);
  assert_is (org, "iw-7", GH_NAME_FOUND, "Ilse.Weiß");
  assert_former (org, "iw-8");
  assert_former (org, "kim");
  assert_former (org, "kimmy");

  gh_test_do (org, "directory.create", NULL, "{\"name\":\"people.example.org\"}", 1);
  directory = gh_test_query (org, "SELECT key FROM directories");
  first = g_strdup_printf ("{\"directory\":\"%s\",\"users\":[{\"external_id\":\"1\",\"username\":\"nora\"}],"
                           "\"complete\":false}", directory);
  second = g_strdup_printf ("{\"directory\":\"%s\",\"users\":[{\"external_id\":\"1\",\"username\":\"leonora\"}],"
                            "\"complete\":false}", directory);
  gh_test_do (org, "sync.apply", NULL, first, 1);
  gh_test_do (org, "sync.apply", NULL, second, 1);
  assert_former (org, "nora");
}

/* O9: whoever was here after the backup was here. */
static void
test_restored (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");

  add_user (org, "late");
  purge (org, "late");
  edit (org, "Ilse.Weiß", "{\"new-username\":\"Ilse.Lång\",\"add-alias\":[\"later\"]}");
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_come_back (org);
  assert_is (org, "ilse.weiß", GH_NAME_FOUND, "Ilse.Weiß");
  assert_former (org, "late");
  assert_former (org, "later");
  assert_former (org, "ilse.lång");
}

/* A backup from before there was a salt takes the one by which names and seeds are known now. */
static void
test_restored_salt (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");
  g_autofree char *later = NULL;

  gh_test_write_directory (org, "UPDATE organisation SET salt = x'000102030405060708090a0b0c0d0e0f'");
  add_user (org, "late");
  purge (org, "late");
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_come_back (org);
  gh_test_assert_query (org, "SELECT hex (salt) FROM organisation", "000102030405060708090A0B0C0D0E0F");
  assert_former (org, "late");

  /* Where something was hashed with its own, it keeps that. */
  later = gh_test_make_backup (org, "later.db");
  gh_test_write_directory (org, "UPDATE organisation SET salt = x'ff'");
  gh_restore_report_free (gh_test_restore (org, later));
  gh_test_come_back (org);
  gh_test_assert_query (org, "SELECT hex (salt) FROM organisation", "000102030405060708090A0B0C0D0E0F");
}

/* The file tells nobody what a name was. */
static void
test_hashed (void)
{
  g_autoptr (GhTestOrganisation) one = make_organisation ();
  g_autoptr (GhTestOrganisation) other = make_organisation ();
  g_autofree char *hash = NULL;
  g_autofree char *other_hash = NULL;

  edit (one, "Ilse.Weiß", "{\"remove-alias\":[\"iw-7\"]}");
  edit (other, "Ilse.Weiß", "{\"remove-alias\":[\"iw-7\"]}");
  gh_test_assert_query (one, "SELECT count (*) || ' ' || max (length (hash)) FROM former_names", "1 32");
  hash = gh_test_query (one, "SELECT hex (hash) FROM former_names");
  other_hash = gh_test_query (other, "SELECT hex (hash) FROM former_names");
  g_assert_false (g_str_equal (hash, other_hash));
}

/* --- failures --- */

#define COUNT_SQL "SELECT coalesce (group_concat (failures), '') FROM (SELECT failures FROM name_failures ORDER BY attempt)"

static void
try (GhTestOrganisation *org,
     const char         *typed,
     guint               times)
{
  for (guint i = 0; i < times; i++)
    gh_test_judge (org, GH_PURPOSE_SIGN_IN, typed, "123456");
}

/* V3: they hang on the name that was typed, in whatever way, where there is nobody to count them for. */
static void
test_failures (void)
{
  const GhAttemptApplication open = { .id = 7, .name = "VPN", .new_users = GH_NEW_USERS_ALLOW };
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  try (org, "nobody", 2);
  try (org, "No\u200bBody ", 1);
  try (org, "other", 1);
  gh_test_assert_query (org, COUNT_SQL, "3,1");

  /* Neither blanks nor somebody, nor where no passcode is asked for. */
  try (org, " ", 3);
  try (org, "Ilse.Weiß", 3);
  gh_test_judge_at (org, &open, "nobody", "123456");
  gh_test_assert_query (org, COUNT_SQL, "3,1");
  gh_test_assert_query (org, "SELECT count (*) FROM failures", "0");

  try (org, "ilse.weiß@example.org", 2);
  edit (org, "Ilse.Weiß", "{\"remove-alias\":[\"iw-7\"]}");
  try (org, "iw-7", 1);
  gh_test_judge (org, GH_PURPOSE_CHECK, "iw-7", "123456");
  gh_test_assert_query (org, COUNT_SQL, "3,1,2,2");
}

/* A guesser cannot fill the file. */
static void
test_failures_forgotten (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  gint64 last;

  try (org, "first", 1);
  last = gh_test_judge (org, GH_PURPOSE_SIGN_IN, "second", "1").number;
  g_assert_cmpint (last, ==, 2);
  gh_test_write_events (org, "UPDATE about SET last_attempt = " G_STRINGIFY (GH_NAME_FAILURES_KEPT));
  try (org, "third", 1);
  gh_test_assert_query (org, "SELECT group_concat (attempt) FROM name_failures",
                        "2,100001");
}

static gboolean
explain_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  g_autofree char *path = g_strdup_printf ("/io/github/gatehouse/Gatehouse/sql/verification/%s.sql", (const char *) data);
  g_autoptr (GBytes) sql = gh_sql_files_read (path);
  g_autofree char *explain = g_strdup_printf ("EXPLAIN QUERY PLAN %.*s", (int) g_bytes_get_size (sql),
                                              (const char *) g_bytes_get_data (sql, NULL));
  g_autoptr (GhStatement) plan = gh_connection_prepare_text (connection, explain, error);
  guint n_searches = 0;

  g_assert_nonnull (plan);
  while (gh_statement_next (plan))
    {
      const char *step = gh_statement_get_text (plan, 3);

      if (g_str_has_prefix (step, "SCAN"))
        g_error ("%s: %s", (const char *) data, step);
      n_searches += g_str_has_prefix (step, "SEARCH");
    }
  g_assert_cmpuint (n_searches, >, 0);

  return gh_statement_finish (plan, error);
}

/* Whoever types names that nobody has must not make everybody wait for a look at all of them. */
static void
test_indexes (void)
{
  static const char *const names[] = { "find-user", "find-near-user", "forget-name-failures", "count-name-failures" };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (gh_store_read (org->store, explain_cb, (gpointer) names[i], &error));
}

static void
test_rule (void)
{
  g_assert_cmpint (gh_name_decide (&(GhNameFacts) { .n_holders = 1 }), ==, GH_NAME_BLANK);
  g_assert_cmpint (gh_name_decide (&(GhNameFacts) { TRUE, 1, TRUE, TRUE }), ==, GH_NAME_FOUND);
  g_assert_cmpint (gh_name_decide (&(GhNameFacts) { TRUE, 2, FALSE, FALSE }), ==, GH_NAME_AMBIGUOUS);
  g_assert_cmpint (gh_name_decide (&(GhNameFacts) { TRUE, 0, TRUE, TRUE }), ==, GH_NAME_AMBIGUOUS);
  g_assert_cmpint (gh_name_decide (&(GhNameFacts) { TRUE, 0, FALSE, TRUE }), ==, GH_NAME_FORMER);
  g_assert_cmpint (gh_name_decide (&(GhNameFacts) { TRUE, 0, FALSE, FALSE }), ==, GH_NAME_NEVER);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/V4/names/rule", test_rule);
  g_test_add_func ("/N/names/indexes", test_indexes);
  g_test_add_func ("/V4/names/spellings", test_spellings);
  g_test_add_func ("/V4/names/stored-with-host", test_stored_with_host);
  g_test_add_func ("/V4/names/joiners", test_joiners);
  g_test_add_func ("/V4/names/renamed", test_renamed);
  g_test_add_func ("/V4/names/deleted", test_deleted);
  g_test_add_func ("/V4/names/taken-away", test_taken_away);
  g_test_add_func ("/O9/names/restored", test_restored);
  g_test_add_func ("/O9/names/restored-salt", test_restored_salt);
  g_test_add_func ("/V4/names/hashed", test_hashed);
  g_test_add_func ("/V3/names/failures", test_failures);
  g_test_add_func ("/V3/names/failures-forgotten", test_failures_forgotten);

  return g_test_run ();
}
