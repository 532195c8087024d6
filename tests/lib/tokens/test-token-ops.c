/* SPDX-License-Identifier: GPL-3.0-or-later */
/* H1, P1: hardware tokens are added, named, given, taken and deleted; what is refused, and what undo brings back. */
#include "gh-test-files.h"
#include "gh-test-passcodes.h"
#include "gh-test-phones.h"

#include <string.h>

#define NAME(name) gh_target_new_for_name (name)
#define ALL        gh_target_new_for_query ("username:*")
#define SEED       "3132333435363738393031323334353637383930"

static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_run_key (org, "key.create");
  gh_test_add_users (org, "anna bert carl");

  return org;
}

static GhResult *
run_with_secret (GhTestOrganisation *org,
                 const char         *operation,
                 GhTarget           *target,
                 const char         *parameters,
                 const char         *secret)
{
  g_autoptr (GError) error = NULL;
  GhResult *result = gh_test_run_with_secret (org, operation, target, parameters, "secret", secret, &error);

  g_assert_no_error (error);

  return result;
}

static void
add (GhTestOrganisation *org,
     const char         *parameters)
{
  g_autoptr (GhResult) result = run_with_secret (org, "token.add", NULL, parameters, SEED);

  g_assert_false (result->is_refused);
  g_assert_cmpint (result->changed, ==, 1);
}

static void
refuse_to_add (GhTestOrganisation *org,
               const char         *parameters,
               const char         *secret,
               GhRefusal           refusal)
{
  g_autoptr (GhResult) result = run_with_secret (org, "token.add", NULL, parameters, secret);

  g_test_message ("%s", parameters);
  g_assert_true (result->is_refused);
  g_assert_cmpint (gh_test_count_skipped (result, refusal), ==, 1);
}

static void
test_add (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  add (org, "{\"type\":\"h6\",\"serial\":\"AB-123\",\"counter\":7}");
  gh_test_assert_query (org, "SELECT type || serial || serial_fold FROM tokens", "h6AB-123ab-123");
  gh_test_assert_query (org, "SELECT json_array (device_kind, type, digits, period, start) FROM credentials",
                        "[\"token\",1,6,0,7]");
  gh_test_assert_query (org, "SELECT payload ->> '$.parameters.secret' FROM log ORDER BY seq DESC LIMIT 1",
                        "given: yes");
  gh_test_assert_query (org, "SELECT group_concat (kind, ' ') FROM (SELECT kind FROM journal WHERE op ="
                             " (SELECT max (seq) FROM log) ORDER BY kind)", "credential sealed token");
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_CANNOT_BE_UNDONE);

  refuse_to_add (org, "{\"type\":\"h6\",\"serial\":\"AB-123\"}", SEED, GH_REFUSAL_TOKEN_TAKEN);
  refuse_to_add (org, "{\"type\":\"h6\",\"serial\":\"\"}", SEED, GH_REFUSAL_TOKEN_SERIAL);
  refuse_to_add (org, "{\"type\":\"h6\",\"serial\":\"1.23457E+11\"}", SEED, GH_REFUSAL_TOKEN_SERIAL_ROUNDED);
  refuse_to_add (org, "{\"type\":\"h6\",\"serial\":\"1,2e+9\"}", SEED, GH_REFUSAL_TOKEN_SERIAL_ROUNDED);
  refuse_to_add (org, "{\"type\":\"h6\",\"serial\":\"1E+11\"}", SEED, GH_REFUSAL_TOKEN_SERIAL_ROUNDED);
  refuse_to_add (org, "{\"type\":\"h9\",\"serial\":\"1\"}", SEED, GH_REFUSAL_TOKEN_TYPE);
  refuse_to_add (org, "{\"type\":\"dt\",\"serial\":\"1\"}", SEED, GH_REFUSAL_TOKEN_WITHOUT_PASSCODES);
  refuse_to_add (org, "{\"type\":\"h6\",\"serial\":\"1\"}", "3132", GH_REFUSAL_TOKEN_SECRET_LENGTH);
  refuse_to_add (org, "{\"type\":\"h6\",\"serial\":\"1\",\"form\":\"base32\"}", SEED, GH_REFUSAL_TOKEN_SECRET);
  refuse_to_add (org, "{\"type\":\"h6\",\"serial\":\"1\",\"step\":30}", SEED, GH_REFUSAL_TOKEN_COUNTER);
  gh_test_assert_query (org, "SELECT count (*) FROM tokens", "1");

  /* What only looks a little like a rounded one. */
  add (org, "{\"type\":\"h6\",\"serial\":\"12E34\"}");
  add (org, "{\"type\":\"h6\",\"serial\":\"1.2E+1A\"}");

  /* Another type may have the same number. */
  add (org, "{\"type\":\"t8\",\"serial\":\"AB-123\",\"step\":60,\"algorithm\":\"sha256\"}");
  gh_test_assert_log_whole (org);
}

static void
test_without_key (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  refuse_to_add (org, "{\"type\":\"h6\",\"serial\":\"1\"}", SEED, GH_REFUSAL_NO_KEY);
  gh_test_assert_query (org, "SELECT count (*) FROM tokens", "0");
}

static void
test_edit (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  add (org, "{\"type\":\"h6\",\"serial\":\"1\"}");
  add (org, "{\"type\":\"h6\",\"serial\":\"2\"}");
  gh_test_refused (org, "token.edit", NAME ("1"), "{\"new-serial\":\"1\"}", GH_REFUSAL_ALREADY_SO);
  gh_test_refused (org, "token.edit", NAME ("1"), "{\"new-serial\":\"2\"}", GH_REFUSAL_TOKEN_TAKEN);
  gh_test_refused (org, "token.edit", NAME ("1"), "{\"new-serial\":\" \"}", GH_REFUSAL_TOKEN_SERIAL);
  gh_test_do (org, "token.edit", NAME ("1"), "{\"new-serial\":\"Three\"}", 1);
  gh_test_assert_query (org, "SELECT serial || serial_fold FROM tokens WHERE id = 1", "Threethree");
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT serial || serial_fold FROM tokens WHERE id = 1", "11");
  gh_test_assert_query (org, "SELECT count (*) FROM credentials", "2");
}

static void
test_assign (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) alone = NULL;
  g_autoptr (GhResult) shared = NULL;

  add (org, "{\"type\":\"h6\",\"serial\":\"1\"}");
  add (org, "{\"type\":\"t6\",\"serial\":\"1\"}");
  gh_test_refused (org, "token.assign", NAME ("anna"), "{\"token\":\"2\"}", GH_REFUSAL_UNKNOWN_TOKEN);
  gh_test_refused (org, "token.assign", NAME ("anna"), "{\"token\":\"1\"}", GH_REFUSAL_SEVERAL_TOKENS);
  gh_test_refused (org, "token.unassign", NAME ("anna"), "{\"token\":\"1\",\"type\":\"h6\"}", GH_REFUSAL_HAS_NOT_TOKEN);

  alone = gh_test_rehearse (org, "token.assign", NAME ("anna"), "{\"token\":\"1\",\"type\":\"h6\"}");
  g_assert_cmpuint (alone->also->len, ==, 0);
  gh_test_do (org, "token.assign", NAME ("anna"), "{\"token\":\"1\",\"type\":\"h6\"}", 1);
  gh_test_refused (org, "token.assign", NAME ("anna"), "{\"token\":\"1\",\"type\":\"h6\"}", GH_REFUSAL_HAS_TOKEN);
  gh_test_assert_query (org, "SELECT before || after FROM journal WHERE op = (SELECT max (seq) FROM log)",
                        "{\"tokens\":[]}{\"tokens\":[1]}");

  /* P1: said before it is done. */
  shared = gh_test_rehearse (org, "token.assign", ALL, "{\"token\":\"1\",\"type\":\"h6\"}");
  g_assert_cmpint (shared->changed, ==, 2);
  g_assert_cmpuint (shared->also->len, ==, 1);

  gh_test_do (org, "token.assign", ALL, "{\"token\":\"1\",\"type\":\"h6\"}", 2);
  gh_test_assert_query (org, "SELECT count (*) FROM token_owners", "3");
  gh_test_do (org, "log.undo", NULL, NULL, 2);
  gh_test_assert_query (org, "SELECT group_concat (user_id) FROM token_owners", "1");
  gh_test_do (org, "token.unassign", NAME ("anna"), "{\"token\":\"1\",\"type\":\"h6\"}", 1);
  gh_test_assert_query (org, "SELECT count (*) FROM token_owners", "0");
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM token_owners", "1");

  gh_test_do (org, "user.trash", NAME ("bert"), NULL, 1);
  gh_test_refused (org, "token.assign", gh_target_new_for_name ("bert"), "{\"token\":\"1\",\"type\":\"h6\"}",
                   GH_REFUSAL_IN_TRASH);
  gh_test_assert_log_whole (org);
}

/* Undoes the last entry, itself perhaps an undo. */
static void
undo_last (GhTestOrganisation *org,
           gint64              changed)
{
  g_autofree char *parameters = gh_test_query (org, "SELECT json_object ('entry', max (seq)) FROM log");

  gh_test_do (org, "log.undo", NULL, parameters, changed);
}

static void
test_delete (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *snapshot = NULL;
  g_autofree char *back = NULL;

  add (org, "{\"type\":\"h6\",\"serial\":\"1\"}");
  add (org, "{\"type\":\"h6\",\"serial\":\"2\"}");
  gh_test_do (org, "token.assign", ALL, "{\"token\":\"1\"}", 3);
  gh_test_do (org, "token.assign", NAME ("anna"), "{\"token\":\"2\"}", 1);
  gh_test_assert_query (org, "SELECT count (*) FROM ended", "0");

  /* Nothing is taken from people in the Trash (S7). */
  gh_test_do (org, "user.trash", NAME ("carl"), NULL, 1);
  gh_test_refused (org, "token.delete", NAME ("1"), NULL, GH_REFUSAL_OWNER_IN_TRASH);
  gh_test_do (org, "log.undo", NULL, NULL, 1);

  /* Both at once, one of their owners having both. */
  {
    g_autofree char *one = gh_test_query (org, "SELECT key FROM tokens WHERE id = 1");
    g_autofree char *two = gh_test_query (org, "SELECT key FROM tokens WHERE id = 2");
    const char *const keys[] = { one, two, NULL };

    gh_test_do (org, "token.delete", gh_target_new_for_keys (keys), NULL, 2);
  }
  gh_test_assert_query (org, "SELECT (SELECT count (*) FROM tokens) + (SELECT count (*) FROM token_owners) +"
                             " (SELECT count (*) FROM credentials) + (SELECT count (*) FROM sealed)", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM ended WHERE kind = 'credential'", "2");

  /* They come back to whom they belonged, without their secrets. */
  undo_last (org, 5);
  gh_test_assert_query (org, "SELECT count (*) FROM token_owners", "4");
  gh_test_assert_query (org, "SELECT count (*) FROM credentials", "0");
  snapshot = gh_test_snapshot (org);
  undo_last (org, 5);
  gh_test_assert_query (org, "SELECT count (*) FROM tokens", "0");
  undo_last (org, 5);
  back = gh_test_snapshot (org);
  g_assert_cmpstr (back, ==, snapshot);
  gh_test_assert_log_whole (org);
}

static void
assert_shares (const GhResult *rehearsal,
               gint64          count,
               const char     *first)
{
  const GhConsequence *also = gh_test_find_also (rehearsal, "share-authenticator");

  g_assert_cmpint (also != NULL ? also->count : 0, ==, count);
  g_assert_cmpstr (also != NULL ? g_ptr_array_index (also->names, 0) : NULL, ==, first);
}

/* P1: who comes to share a token with a secret is named, be it by hand, by an import or by an undo. */
static void
test_sharing (void)
{
  static const struct {
    const char *csv;
    gint64      count;
    const char *first;
  } imports[] = {
    { "username,token1,type1\nbert,T-1,h6\n", 1, "bert (anna)" },
    { "username,token1,type1\nanna,T-1,h6\n", 0, NULL },
    { "username,token1,type1\nbert,t-1,h6\ncarl,T-1,h6\n", 2, "bert (anna)" },
    { "username,token1,type1\nbert,FREE,h6\n", 0, NULL },
    { "username,token1,type1\nbert,FREE,h6\ncarl,FREE,h6\n", 1, "carl" },
    { "username,token1,type1\nbert,EMPTY,h6\n", 0, NULL },
    { "username,token1,type1\nbert,NEW,h6\ncarl,NEW,h6\n", 0, NULL },
  };
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *path = g_build_filename (org->folder, "users.csv", NULL);
  g_autofree char *parameters = g_strdup_printf ("{\"file\":\"%s\"}", path);
  g_autoptr (GhResult) assigned = NULL;
  g_autoptr (GhResult) both = NULL;
  g_autoptr (GhResult) undo = NULL;
  g_autofree char *entry = NULL;

  add (org, "{\"type\":\"h6\",\"serial\":\"T-1\"}");
  add (org, "{\"type\":\"h6\",\"serial\":\"FREE\"}");
  gh_test_write_directory (org, "INSERT INTO tokens (key, type, serial, serial_fold, last_op)"
                                " SELECT 'DHEMPTY0000000000000', type, 'EMPTY', 'empty', last_op FROM tokens LIMIT 1");
  gh_test_do (org, "token.assign", NAME ("anna"), "{\"token\":\"T-1\"}", 1);
  gh_test_write_directory (org, "INSERT INTO token_owners (user_id, token_id) SELECT 1, id FROM tokens WHERE serial = 'EMPTY'");
  for (gsize i = 0; i < G_N_ELEMENTS (imports); i++)
    {
      g_autoptr (GhResult) rehearsal = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", imports[i].csv);
      g_file_set_contents (path, imports[i].csv, -1, &error);
      g_assert_no_error (error);
      rehearsal = gh_test_rehearse (org, "user.import", NULL, parameters);
      assert_shares (rehearsal, imports[i].count, imports[i].first);
    }

  assigned = gh_test_rehearse (org, "token.assign", NAME ("bert"), "{\"token\":\"T-1\"}");
  assert_shares (assigned, 1, "bert (anna)");
  both = gh_test_rehearse (org, "token.unassign", ALL, "{\"token\":\"T-1\"}");
  assert_shares (both, 0, NULL);

  /* Carl has it by the time that it comes back to anna. */
  gh_test_do (org, "token.unassign", NAME ("anna"), "{\"token\":\"T-1\"}", 1);
  gh_test_do (org, "token.assign", NAME ("carl"), "{\"token\":\"T-1\"}", 1);
  entry = gh_test_query (org, "SELECT json_object ('entry', max (seq) - 1) FROM log");
  undo = gh_test_rehearse (org, "log.undo", NULL, entry);
  assert_shares (undo, 1, "anna (carl)");
  gh_test_do (org, "log.undo", NULL, entry, 1);
  gh_test_assert_query (org, "SELECT json_extract (payload, '$.facts.shared[0].username')"
                             " || (payload ->> '$.facts.shared[0].token_id' = (SELECT key FROM tokens WHERE serial = 'T-1'))"
                             " FROM log ORDER BY seq DESC LIMIT 1", "anna1");
}

/* R7: a token that an import brought has no secret, which is given to it later; then the import is not undone. */
static void
test_secret_of_imported (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *path = g_build_filename (org->folder, "users.csv", NULL);
  g_autofree char *parameters = g_strdup_printf ("{\"file\":\"%s\"}", path);
  g_autofree char *entry = NULL;
  g_autoptr (GhResult) resync = NULL;
  g_autoptr (GhResult) set = NULL;
  g_autoptr (GhResult) twice = NULL;
  g_autoptr (GhResult) undo = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "username,token1,type1\ndora,77,h6\n", -1, &error);
  g_assert_no_error (error);
  entry = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", gh_test_do (org, "user.import", NULL, parameters, 1));
  resync = gh_test_rehearse (org, "token.resync", NAME ("77"), "{}");
  g_assert_cmpint (gh_test_count_skipped (resync, GH_REFUSAL_TOKEN_WITHOUT_SECRET), ==, 1);

  set = run_with_secret (org, "token.set-secret", NAME ("77"), "{\"counter\":5}", SEED);
  g_assert_cmpint (set->changed, ==, 1);
  gh_test_assert_query (org, "SELECT start FROM credentials", "5");
  twice = run_with_secret (org, "token.set-secret", NAME ("77"), "{}", SEED);
  g_assert_cmpint (twice->changed, ==, 1);
  gh_test_assert_query (org, "SELECT count (*) || start FROM credentials", "15");
  gh_test_assert_query (org, "SELECT count (*) FROM ended", "1");

  undo = gh_test_run (org, "log.undo", NULL, entry);
  g_assert_cmpint (gh_test_count_skipped (undo, GH_REFUSAL_EDITED_SINCE), ==, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM tokens", "1");
}

/* H1: a first counter never moves backwards either, whoever types the secret again. */
static void
test_start (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) again = NULL;

  add (org, "{\"type\":\"h6\",\"serial\":\"1\",\"counter\":100}");
  again = run_with_secret (org, "token.set-secret", NAME ("1"), "{\"counter\":0}", SEED);
  g_assert_cmpint (again->changed, ==, 1);
  gh_test_assert_query (org, "SELECT start FROM credentials", "100");
  gh_test_do (org, "token.delete", NAME ("1"), NULL, 1);
  add (org, "{\"type\":\"h6\",\"serial\":\"2\",\"counter\":200}");
  gh_test_assert_query (org, "SELECT start FROM credentials", "200");
}

/* S7: no authenticator is made or moved on for somebody in the Trash. */
static void
test_in_trash (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) set = NULL;

  add (org, "{\"type\":\"h6\",\"serial\":\"1\"}");
  gh_test_do (org, "token.assign", NAME ("anna"), "{\"token\":\"1\"}", 1);
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  set = run_with_secret (org, "token.set-secret", NAME ("1"), "{}", SEED);
  g_assert_cmpint (gh_test_count_skipped (set, GH_REFUSAL_OWNER_IN_TRASH), ==, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM ended", "0");
}

/* One serial number in any case, whoever looks for it. */
static void
test_any_case (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  add (org, "{\"type\":\"h6\",\"serial\":\"GAHT01\"}");
  refuse_to_add (org, "{\"type\":\"h6\",\"serial\":\"gaht01\"}", SEED, GH_REFUSAL_TOKEN_TAKEN);
  gh_test_do (org, "token.assign", NAME ("anna"), "{\"token\":\"gaht01\",\"type\":\"H6\"}", 1);
  gh_test_do (org, "token.edit", NAME ("Gaht01"), "{\"new-serial\":\"gaht01\"}", 1);
}

static void
test_roles (void)
{
  static const struct {
    const char *operation;
    const char *roles;    /* who may: as in the role table */
  } rows[] = {
    { "token.add", "yy-y---" },    { "token.edit", "yy-yy--" },   { "token.set-secret", "yy-y---" },
    { "token.assign", "yy-yy--" }, { "token.unassign", "yy-yy--" }, { "token.resync", "yy-yy--" },
    { "token.delete", "yy-y---" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (GhRole role = 0; role < GH_N_ROLES; role++)
      g_assert_cmpint (gh_role_may (role, rows[i].operation) == GH_REFUSAL_NONE, ==, rows[i].roles[role] == 'y');
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/P1/token/sharing", test_sharing);
  g_test_add_func ("/H1/token/add", test_add);
  g_test_add_func ("/K2/token/without-key", test_without_key);
  g_test_add_func ("/H1/token/edit", test_edit);
  g_test_add_func ("/P1/token/assign", test_assign);
  g_test_add_func ("/O5/token/delete", test_delete);
  g_test_add_func ("/R7/token/secret-of-imported", test_secret_of_imported);
  g_test_add_func ("/H1/token/start", test_start);
  g_test_add_func ("/S7/token/in-trash", test_in_trash);
  g_test_add_func ("/H1/token/any-case", test_any_case);
  g_test_add_func ("/A4/token/roles", test_roles);

  return g_test_run ();
}
