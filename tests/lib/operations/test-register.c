/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold for every operation in the register. */
#include "gh-test-organisation.h"

#include "groups/gh-group.h"
#include "operations/gh-record-kind.h"
#include "phones/gh-phone-facts.h"
#include "users/gh-user.h"

#include <string.h>

static gboolean
is_own_account (const GhOperation *operation)
{
  static const char *const names[] = { "administrator.set-up", "administrator.change-password",
                                       "administrator.replace-factor", "administrator.renew-codes", NULL };

  return g_strv_contains (names, operation->name);
}

static void
test_rows (void)
{
  gsize n;
  const GhOperation *const *operations = gh_operation_get_all (&n);

  g_assert_cmpuint (n, >, 0);
  for (gsize i = 0; i < n; i++)
    {
      const GhOperation *operation = operations[i];
      const char *dot = strchr (operation->name, '.');

      g_test_message ("%s", operation->name);
      g_assert_nonnull (dot);
      g_assert_nonnull (operation->label);
      g_assert_cmpstr (operation->label, !=, "");
      g_assert_nonnull (strstr (operation->done[0], "%s"));
      g_assert_nonnull (strstr (operation->done[1], "%s"));
      g_assert_cmpint (gh_role_may (GH_ROLE_OWNER, operation->name), ==, GH_REFUSAL_NONE);
      /* Everybody may what is for the own account alone. */
      g_assert_cmpint (gh_role_may (GH_ROLE_READ_ONLY, operation->name), ==,
                       is_own_account (operation) ? GH_REFUSAL_NONE : GH_REFUSAL_ROLE);
      g_assert_nonnull (operation->plan);
      g_assert_nonnull (operation->apply);
      if (operation->no_undo_reason != NULL)
        g_assert_true (g_str_has_suffix (operation->no_undo_reason, "."));
      if (operation->target != NULL)
        g_assert_nonnull (gh_record_kind_find (operation->target->record_kind));
      for (const GhParameter *p = operation->parameters; p != NULL && p->name != NULL; p++)
        g_assert_nonnull (p->label);
      for (gsize j = 0; j < i; j++)
        g_assert_cmpstr (operations[j]->name, !=, operation->name);
    }
}

/* A well-formed value for each required parameter. */
static JsonObject *
make_parameters (GhTestOrganisation *org,
                 const GhOperation  *operation)
{
  JsonObject *parameters = json_object_new ();

  for (const GhParameter *p = operation->parameters; p != NULL && p->name != NULL; p++)
    {
      if (!p->is_required)
        continue;

      switch (p->kind)
        {
        case GH_PARAMETER_FLAG:
          json_object_set_boolean_member (parameters, p->name, TRUE);
          break;
        case GH_PARAMETER_NUMBER:
          json_object_set_int_member (parameters, p->name, 1);
          break;
        case GH_PARAMETER_STATUS:
          json_object_set_string_member (parameters, p->name, "bypass");
          break;
        case GH_PARAMETER_DATE:
          json_object_set_string_member (parameters, p->name, "2026-12-24T00:00:00Z");
          break;
        case GH_PARAMETER_FILE:
          {
            g_autofree char *path = g_build_filename (org->folder, "file.csv", NULL);

            g_file_set_contents (path, "username,realname\nanna,Anna\nzoe,Zoe\n", -1, NULL);
            json_object_set_string_member (parameters, p->name, path);
          }
          break;
        case GH_PARAMETER_SECRET:
          break;
        case GH_PARAMETER_TEXT:
        case GH_PARAMETER_GROUP:
          json_object_set_string_member (parameters, p->name, "Fresh");
          break;
        default:
          json_object_set_array_member (parameters, p->name, json_array_new ());
        }
    }

  return parameters;
}

static gboolean
version_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  *(gint64 *) data = gh_connection_get_data_version (connection);

  return TRUE;
}

static void
test_rehearsal_writes_nothing (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  gsize n;
  const GhOperation *const *operations = gh_operation_get_all (&n);
  gint64 before, after;
  GhConnection *watcher;

  gh_test_add_users (org, "anna bob");
  watcher = gh_store_lend_reader (org->store, NULL);
  version_cb (watcher, &before, NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (JsonObject) parameters = make_parameters (org, operations[i]);
      g_autoptr (GhTarget) target = operations[i]->target != NULL ? gh_target_new_for_name ("anna") : NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GhResult) result = NULL;

      g_test_message ("%s", operations[i]->name);
      result = gh_rehearse (org->store,
                            &(GhRequest) {
                              .operation = operations[i],
                              .actor = org->actor,
                              .target = target,
                              .parameters = parameters,
                            },
                            NULL, &error);
      if (result == NULL)
        g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND); /* a group “anna” */
      else
        {
          g_assert_true (result->is_rehearsed);
          g_assert_cmpint (result->entry, ==, 0);
        }

      version_cb (watcher, &after, NULL);
      g_assert_cmpint (before, ==, after);
    }

  gh_store_return_reader (org->store, watcher);
  gh_test_assert_query (org, "SELECT count (*) FROM log", "3");
}

/* O6: the operation itself refuses what the role may not do. */
static void
test_roles_are_asked (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  gsize n;
  const GhOperation *const *operations = gh_operation_get_all (&n);

  gh_test_add_users (org, "anna");
  gh_test_act_as (org, GH_ROLE_READ_ONLY);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (JsonObject) parameters = make_parameters (org, operations[i]);
      g_autoptr (GhTarget) target = operations[i]->target != NULL ? gh_target_new_for_name ("anna") : NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GhResult) result = NULL;

      if (is_own_account (operations[i]))
        continue;

      result = gh_run (org->store,
                       &(GhRequest) {
                         .operation = operations[i],
                         .actor = org->actor,
                         .target = target,
                         .parameters = parameters,
                       },
                       NULL, &error);
      g_assert_no_error (error);
      g_assert_true (result->is_refused);
      g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_ROLE), ==, 1);
    }
  gh_test_assert_query (org, "SELECT count (*) FROM log", "2");
}

static void
test_parameters_are_checked (void)
{
  const GhOperation *operation = gh_operation_find ("user.add");
  static const char *const bad[] = { "{}", "{\"username\":1}", "{\"username\":\"a\",\"colour\":\"red\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (bad[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (gh_operation_check_parameters (operation, json_node_get_object (node), &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
    }
}

/* What is named like a secret is one, or says that it is none. */
static void
test_names_of_secrets (void)
{
  static const char *const secret[] = { "code", "own-code", "codes", "password", "passcode", "secret", "seed", "master-key",
                                        "recovery-key", "pin", "new-pin" };
  static const char *const other[] = { "username", "group", "keyboard", "opinion", "decode", "country-codex", "entry" };
  gsize n;
  const GhOperation *const *operations = gh_operation_get_all (&n);

  for (gsize i = 0; i < G_N_ELEMENTS (secret); i++)
    g_assert_true (gh_parameter_is_named_like_secret (&(GhParameter){ .name = secret[i] }));
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_false (gh_parameter_is_named_like_secret (&(GhParameter){ .name = other[i] }));

  for (gsize i = 0; i < n; i++)
    for (const GhParameter *p = operations[i]->parameters; p != NULL && p->name != NULL; p++)
      {
        g_test_message ("%s %s", operations[i]->name, p->name);
        g_assert_true (!gh_parameter_is_named_like_secret (p) || p->is_public || p->kind == GH_PARAMETER_SECRET);
        g_assert_false (p->is_public && p->kind == GH_PARAMETER_SECRET);
      }
}

/* O4: what was rehearsed is what runs, or nothing runs. */
static void
test_plan_changed (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  const GhOperation *operation = gh_operation_find ("log.undo");
  g_autoptr (GhResult) rehearsal = NULL;
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_add_users (org, "anna bob");
  rehearsal = gh_test_rehearse (org, "log.undo", NULL, NULL);
  gh_test_add_users (org, "carl");

  result = gh_run (org->store,
                   &(GhRequest) { .operation = operation, .actor = org->actor, .rehearsal = rehearsal }, NULL, &error);
  g_assert_null (result);
  g_assert_error (error, GH_ERROR, GH_ERROR_PLAN_CHANGED);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "3");
}

/* Undoing is another way to set a status: it needs the right to that, and to the undone operation. */
static void
test_undo_needs_rights (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *undo_end = NULL;
  g_autofree char *undo_group = NULL;
  gint64 end, group;

  gh_test_add_users (org, "anna");
  gh_test_do (org, "user.set-status", gh_target_new_for_query ("anna"), "{\"status\":\"bypass\"}", 1);
  end = gh_test_do (org, "user.set-status", gh_target_new_for_query ("anna"), "{\"status\":\"active\"}", 1);
  group = gh_test_do (org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  undo_end = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", end);
  undo_group = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", group);

  /* The undo would restore Bypass, which the help desk may not set. */
  gh_test_act_as (org, GH_ROLE_HELP_DESK);
  gh_test_refused (org, "log.undo", NULL, undo_end, GH_REFUSAL_ONLY_UNLOCK);
  gh_test_refused (org, "log.undo", NULL, undo_group, GH_REFUSAL_ROLE);
  gh_test_assert_query (org, "SELECT status FROM user_status", "0");

  gh_test_act_as (org, GH_ROLE_USER_MANAGER);
  gh_test_do (org, "log.undo", NULL, undo_end, 1);
  gh_test_assert_query (org, "SELECT status FROM user_status", "1");
}

/* Something for each secret of @operation. */
static GHashTable *
make_secrets (const GhOperation *operation)
{
  GHashTable *secrets = gh_secrets_new ();

  for (const GhParameter *p = operation->parameters; p != NULL && p->name != NULL; p++)
    if (p->kind == GH_PARAMETER_SECRET)
      g_hash_table_insert (secrets, g_strdup (p->name), gh_secret_copy ("x", 1));

  return secrets;
}

/* Every operation on targets refuses a query without a term, whatever else is given. */
static void
test_empty_queries (void)
{
  static const char *const queries[] = { "", " ", "\t", "\n", " \t\r\n " };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *before = NULL;
  gsize n, n_asked = 0;
  const GhOperation *const *operations = gh_operation_get_all (&n);

  gh_test_add_users (org, "anna bert cleo");
  gh_test_do (org, "user.trash", gh_target_new_for_name ("cleo"), NULL, 1);
  before = gh_test_query (org, "SELECT count (*) || ' ' || max (seq) FROM log");

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; operations[i]->target != NULL && j < G_N_ELEMENTS (queries); j++)
      {
        g_autoptr (JsonObject) parameters = make_parameters (org, operations[i]);
        g_autoptr (GHashTable) secrets = make_secrets (operations[i]);
        g_autoptr (GhTarget) target = gh_target_new_for_query (queries[j]);
        g_autoptr (GhTarget) nearly_all = gh_target_new_for_query (queries[j]);
        const GhTarget *const targets[] = { target, nearly_all };
        gint64 except = 1;

        nearly_all->except = g_array_new (FALSE, FALSE, sizeof (gint64));
        g_array_append_val (nearly_all->except, except);
        for (gsize k = 0; k < G_N_ELEMENTS (targets); k++, n_asked++)
          {
            g_autoptr (GError) error = NULL;
            g_autoptr (GhResult) rehearsal = NULL;
            g_autoptr (GhResult) result = NULL;

            g_test_message ("%s, query %zu", operations[i]->name, j);
            rehearsal = gh_rehearse (org->store,
                                     &(GhRequest) {
                                       .operation = operations[i],
                                       .actor = org->actor,
                                       .target = targets[k],
                                       .parameters = parameters,
                                     },
                                     NULL, &error);
            g_assert_no_error (error);
            result = gh_run (org->store,
                             &(GhRequest) {
                               .operation = operations[i],
                               .actor = org->actor,
                               .target = targets[k],
                               .parameters = parameters,
                               .secrets = secrets,
                             },
                             NULL, &error);
            g_assert_no_error (error);
            g_assert_true (rehearsal->is_refused && result->is_refused);
            g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_EMPTY_QUERY) +
                             gh_test_count_skipped (rehearsal, GH_REFUSAL_EMPTY_QUERY), ==, 2);
          }
      }
  g_assert_cmpuint (n_asked, >=, 90);
  gh_test_assert_query (org, "SELECT count (*) || ' ' || max (seq) FROM log", before);

  /* A Read-only role is told no more. */
  gh_test_act_as (org, GH_ROLE_READ_ONLY);
  gh_test_refused (org, "user.trash", gh_target_new_for_query (""), NULL, GH_REFUSAL_ROLE);
}

static gboolean
load_user_cb (GhConnection  *connection,
              gpointer       data,
              GError       **error)
{
  GhUser **user = data;

  *user = gh_user_load (connection, GPOINTER_TO_INT (*user), GH_TEST_NOW, error);

  return *user != NULL;
}

static gboolean
list_groups_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  GPtrArray **groups = data;

  *groups = gh_group_list (connection, error);

  return *groups != NULL;
}

static const char *const checked_users[] = { "plain", "managed", "trashed", "left", NULL };
static const char *const checked_groups[] = { "Own", "Theirs", NULL }; /* by name, "Fresh" being the first */
static const char *const checked_phones[] = { "+4722855050", "+4722855051", NULL };

/* NULL: the kind has no menus yet. */
static const char *const *
get_checked (const char *record_kind)
{
  if (g_str_equal (record_kind, "user"))
    return checked_users;
  if (g_str_equal (record_kind, "group"))
    return checked_groups;

  return g_str_equal (record_kind, "phone") ? checked_phones : NULL;
}

/* What the operation's check says of one of them. */
static GhRefusal
ask_check (GhTestOrganisation *org,
           const GhOperation  *operation,
           guint               number)
{
  static const GhPhoneFacts phones[] = {
    { .type = "unknown", .platform = "unknown", .n_owners = 1 },
    { .type = "unknown", .platform = "unknown", .n_owners = 1, .n_owners_in_trash = 1 },
  };
  const char *record_kind = operation->target->record_kind;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = NULL;

  if (g_str_equal (record_kind, "user"))
    {
      GhUser *user = GINT_TO_POINTER ((int) number + 1);
      GhRefusal refusal;

      g_assert_true (gh_store_read (org->store, load_user_cb, &user, &error));
      refusal = gh_operation_check (operation, GH_ROLE_OWNER, &gh_user_get_row (user)->facts, GH_TEST_NOW);
      g_object_unref (user);
      return refusal;
    }
  if (g_str_equal (record_kind, "phone"))
    return gh_operation_check (operation, GH_ROLE_OWNER, &phones[number], GH_TEST_NOW);

  g_assert_true (gh_store_read (org->store, list_groups_cb, &groups, &error));

  return gh_operation_check (operation, GH_ROLE_OWNER, gh_group_get_facts (g_ptr_array_index (groups, number + 1)),
                             GH_TEST_NOW);
}

/* O3: what a menu says before anything is chosen is what the plan says of that record. */
static void
test_check_is_what_the_plan_says (void)
{
  static const char wanted[] = "{\"notes\":\"x\",\"description\":\"x\",\"group\":\"Fresh\",\"token\":\"77\",\"status\":\"bypass\","
                               "\"username\":\"plain\",\"name\":\"x\"}";
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (JsonNode) node = json_from_string (wanted, NULL);
  guint n_allowed = 0, n_refused = 0;
  gsize n;
  const GhOperation *const *operations = gh_operation_get_all (&n);

  gh_test_add_users (org, "plain managed trashed left");
  gh_test_do (org, "phone.add", NULL, "{\"number\":\"+4722855050\",\"username\":\"plain\"}", 1);
  gh_test_do (org, "phone.add", NULL, "{\"number\":\"+4722855051\",\"username\":\"trashed\"}", 1);
  gh_test_do (org, "user.trash", gh_target_new_for_name ("trashed"), NULL, 1);
  gh_test_do (org, "user.trash", gh_target_new_for_name ("left"), NULL, 1);
  gh_test_make_managed (org, "managed");
  gh_test_make_managed (org, "left");
  gh_test_write_directory (org, "UPDATE trash SET origin = 3 WHERE user_id = 4;"
                                "INSERT INTO tokens (key, type, serial, serial_fold, last_op) VALUES ('DHA', 'h6', '77', '77', 1)");
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Own\"}", 1);
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Theirs\"}", 1);
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Fresh\"}", 1);
  gh_test_write_directory (org, "UPDATE groups SET directory_id = (SELECT id FROM directories) WHERE name = 'Theirs'");

  for (gsize i = 0; i < n; i++)
    {
      const char *const *names = NULL;

      if (operations[i]->target != NULL)
        names = get_checked (operations[i]->target->record_kind);

      for (guint j = 0; names != NULL && names[j] != NULL; j++)
        {
          g_autoptr (JsonObject) parameters = json_object_new ();
          g_autoptr (GhTarget) target = gh_target_new_for_name (names[j]);
          g_autoptr (GError) error = NULL;
          g_autoptr (GhResult) rehearsal = NULL;
          GhRefusal refusal;

          g_test_message ("%s of %s", operations[i]->name, names[j]);
          /* Some may be used on any phone. */
          g_assert_true (operations[i]->check != NULL || names == checked_phones);
          refusal = ask_check (org, operations[i], j);
          for (const GhParameter *p = operations[i]->parameters; p != NULL && p->name != NULL; p++)
            if (json_object_has_member (json_node_get_object (node), p->name))
              json_object_set_member (parameters, p->name,
                                      json_node_copy (json_object_get_member (json_node_get_object (node), p->name)));
          rehearsal = gh_rehearse (org->store,
                                   &(GhRequest) {
                                     .operation = operations[i],
                                     .actor = org->actor,
                                     .target = target,
                                     .parameters = parameters,
                                   },
                                   NULL, &error);
          g_assert_no_error (error);
          /* A managed user may still be refused for what is chosen, which the check does not know. */
          if (refusal == GH_REFUSAL_NONE)
            g_assert_cmpint (rehearsal->changed + (rehearsal->skips->len > 0), ==, 1);
          else
            g_assert_cmpint (gh_test_count_skipped (rehearsal, refusal), ==, 1);
          n_allowed += refusal == GH_REFUSAL_NONE && rehearsal->changed == 1;
          n_refused += refusal != GH_REFUSAL_NONE;

          /* What the role forbids is forbidden for every record. */
          g_assert_cmpint (gh_operation_check (operations[i], GH_ROLE_READ_ONLY, NULL, GH_TEST_NOW), ==, GH_REFUSAL_ROLE);
        }
    }
  g_assert_cmpuint (n_allowed, >=, 10);
  g_assert_cmpuint (n_refused, >=, 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/O1/register/rows", test_rows);
  g_test_add_func ("/O3/register/check-is-what-the-plan-says", test_check_is_what_the_plan_says);
  g_test_add_func ("/O3/register/rehearsal-writes-nothing", test_rehearsal_writes_nothing);
  g_test_add_func ("/O6/register/roles-are-asked", test_roles_are_asked);
  g_test_add_func ("/A4/undo-needs-rights", test_undo_needs_rights);
  g_test_add_func ("/O1/register/parameters-are-checked", test_parameters_are_checked);
  g_test_add_func ("/K8/register/names-of-secrets", test_names_of_secrets);
  g_test_add_func ("/O4/plan-changed", test_plan_changed);

  g_test_add_func ("/Q9/empty-queries", test_empty_queries);

  return g_test_run ();
}
