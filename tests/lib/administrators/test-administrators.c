/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Administrators as records: who there is, what each may do, and what nobody may do to the last Owner. */
#include "gh-test-administrators.h"

#include <string.h>
#include <unistd.h>

#define EMAIL(email) gh_target_new_for_name (email)

static void
refuse_adding (GhTestOrganisation *org,
               const char         *parameters,
               GhRefusal           refusal)
{
  g_test_message ("%s", parameters);
  gh_test_refused (org, "administrator.add", NULL, parameters, refusal);
}

static void
test_add (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *code = NULL;

  refuse_adding (org, "{\"name\": \"Tomás\", \"email\": \"tomas@hu.example\", \"role\": \"help-desk\"}",
                 GH_REFUSAL_FIRST_OWNER);
  code = gh_test_add_administrator (org, "ingrid@hu.example", "owner");
  g_assert_cmpuint (strlen (code), ==, 32);

  refuse_adding (org, "{\"name\": \"\", \"email\": \"a@hu.example\", \"role\": \"owner\"}", GH_REFUSAL_NAME_EMPTY);
  refuse_adding (org, "{\"name\": \"Ingrid\", \"email\": \"\", \"role\": \"owner\"}", GH_REFUSAL_EMAIL);
  refuse_adding (org, "{\"name\": \"Ingrid\", \"email\": \"Ingrid <a@hu.example>\", \"role\": \"owner\"}",
                 GH_REFUSAL_EMAIL_MORE);
  refuse_adding (org, "{\"name\": \"Ingrid\", \"email\": \"a@hu.example\", \"role\": \"boss\"}", GH_REFUSAL_UNKNOWN_ROLE);
  refuse_adding (org, "{\"name\": \"Ingrid\", \"email\": \"INGRID@hu.example\", \"role\": \"owner\"}",
                 GH_REFUSAL_ADMINISTRATOR_TAKEN);
  gh_test_assert_query (org, "SELECT count(*) || ' ' || (SELECT count(*) FROM administrator_credentials)"
                             " FROM administrators", "1 1");

  /* Nothing of the code is in the log or the journal. */
  gh_test_assert_query (org, "SELECT json_extract (payload, '$.parameters.name', '$.parameters.role') FROM log"
                             " WHERE operation = 'administrator.add'", "[\"ingrid\",\"owner\"]");
  gh_test_assert_query (org, "SELECT count(*) FROM log WHERE instr (payload, 'set-up') > 0", "0");
}

static void
test_edit (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  g_free (gh_test_add_administrator (org, "ingrid@hu.example", "owner"));
  g_free (gh_test_add_administrator (org, "tomas@hu.example", "help-desk"));
  gh_test_refused (org, "administrator.edit", EMAIL ("tomas@hu.example"), "{\"new-email\": \"Ingrid@hu.example\"}",
                   GH_REFUSAL_ADMINISTRATOR_TAKEN);
  gh_test_refused (org, "administrator.edit", EMAIL ("tomas@hu.example"), "{\"name\": \"tomas\"}", GH_REFUSAL_ALREADY_SO);
  gh_test_refused (org, "administrator.edit", EMAIL ("tomas@hu.example"), NULL, GH_REFUSAL_NOTHING_GIVEN);
  gh_test_do (org, "administrator.edit", EMAIL ("TOMAS@hu.example"),
              "{\"name\": \"Tomás Herrera\", \"new-email\": \"tomas.herrera@hu.example\"}", 1);
  gh_test_assert_query (org, "SELECT name || ' ' || email FROM administrators WHERE role = 4",
                        "Tomás Herrera tomas.herrera@hu.example");

  /* O5: a name comes back by undo, unless the address has been taken. */
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT name || ' ' || email FROM administrators WHERE role = 4", "tomas tomas@hu.example");
  gh_test_do (org, "administrator.edit", EMAIL ("tomas@hu.example"), "{\"new-email\": \"t@hu.example\"}", 1);
  gh_test_do (org, "administrator.edit", EMAIL ("ingrid@hu.example"), "{\"new-email\": \"tomas@hu.example\"}", 1);
  gh_test_refused (org, "log.undo", NULL, "{\"entry\": 6}", GH_REFUSAL_ADMINISTRATOR_TAKEN);
}

/* O5: a role is a right of access, so undoing gives none back. */
static void
test_no_undo (void)
{
  static const struct {
    const char *operation;
    const char *parameters;
  } rows[] = {
    { "administrator.set-role", "{\"role\": \"owner\"}" },
    { "administrator.disable", NULL },
    { "administrator.enable", NULL },
    { "administrator.reset-password", NULL },
    { "administrator.remove", NULL },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  g_free (gh_test_add_administrator (org, "ingrid@hu.example", "owner"));
  g_free (gh_test_add_administrator (org, "tomas@hu.example", "help-desk"));
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_CANNOT_BE_UNDONE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].operation);
      gh_test_do (org, rows[i].operation, EMAIL ("tomas@hu.example"), rows[i].parameters, 1);
      gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_CANNOT_BE_UNDONE);
    }
  gh_test_assert_query (org, "SELECT count(*) FROM administrators", "1");
  gh_test_assert_query (org, "SELECT group_concat (kind, ' ') FROM"
                             " (SELECT kind FROM ended WHERE kind LIKE 'admin%' ORDER BY kind)",
                        "administrator administrator-credential administrator-credential");
}

/* --- the last Owner --- */

static void
refuse_all (GhTestOrganisation *org,
            const char         *email)
{
  gh_test_refused (org, "administrator.remove", EMAIL (email), NULL, GH_REFUSAL_LAST_OWNER);
  gh_test_refused (org, "administrator.disable", EMAIL (email), NULL, GH_REFUSAL_LAST_OWNER);
  gh_test_refused (org, "administrator.set-role", EMAIL (email), "{\"role\": \"read-only\"}", GH_REFUSAL_LAST_OWNER);
  gh_test_refused (org, "administrator.reset-password", EMAIL (email), NULL, GH_REFUSAL_LAST_OWNER);
  gh_test_refused (org, "administrator.reset-factor", EMAIL (email), NULL, GH_REFUSAL_LAST_OWNER);
}

static void
test_last_owner (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) elif = NULL;
  g_autoptr (GhResult) result = NULL;
  const gint64 both[] = { 1, 3 };

  gh_test_administrator_free (gh_test_make_administrator (org, "ingrid@hu.example", "owner"));
  g_free (gh_test_add_administrator (org, "wanjiru@hu.example", "owner"));
  /* One without a second factor is no other Owner. */
  refuse_all (org, "ingrid@hu.example");
  gh_test_do (org, "administrator.remove", EMAIL ("wanjiru@hu.example"), NULL, 1);

  elif = gh_test_make_administrator (org, "elif@hu.example", "owner");
  gh_test_do (org, "administrator.disable", EMAIL ("elif@hu.example"), NULL, 1);
  refuse_all (org, "ingrid@hu.example");
  gh_test_do (org, "administrator.enable", EMAIL ("elif@hu.example"), NULL, 1);

  /* Both at once: one of them stays. */
  result = gh_test_run (org, "administrator.set-role", gh_target_new_for_ids (both, G_N_ELEMENTS (both)),
                        "{\"role\": \"read-only\"}");
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_LAST_OWNER), ==, 1);
  refuse_all (org, "elif@hu.example");
}

typedef struct {
  GhTestOrganisation *org;
  GhActor            *actor;
  const char         *email;
  gboolean            has_changed;
} Demoting;

static gpointer
demote_thread (gpointer data)
{
  Demoting *self = data;
  g_autoptr (GhTarget) target = EMAIL (self->email);
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (parameters, "role", "administrator");
  result = gh_run (self->org->store,
                   &(GhRequest) { .operation = gh_operation_find ("administrator.set-role"), .actor = self->actor,
                                  .target = target, .parameters = parameters },
                   NULL, &error);
  g_assert_no_error (error);
  self->has_changed = !result->is_refused;

  return NULL;
}

/* A5: two Owners demote each other at the same moment. */
static void
test_demote_each_other (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_administrator_free (gh_test_make_administrator (org, "ingrid@hu.example", "owner"));
  gh_test_administrator_free (gh_test_make_administrator (org, "elif@hu.example", "owner"));
  for (guint round = 0; round < 20; round++)
    {
      Demoting both[2] = { { org, org->actor, "ingrid@hu.example", FALSE }, { org, org->actor, "elif@hu.example", FALSE } };
      GThread *threads[2];

      for (guint i = 0; i < 2; i++)
        threads[i] = g_thread_new ("demote", demote_thread, &both[i]);
      for (guint i = 0; i < 2; i++)
        g_thread_join (threads[i]);
      g_assert_cmpint (both[0].has_changed + both[1].has_changed, ==, 1);
      gh_test_assert_query (org, "SELECT count(*) FROM administrators WHERE role = 0", "1");
      gh_test_do (org, "administrator.set-role", EMAIL (both[0].has_changed ? both[0].email : both[1].email),
                  "{\"role\": \"owner\"}", 1);
    }
}

/* --- sessions --- */

/* A4: rights are read again in each operation's transaction, whoever changed them. */
static void
test_session_ends (void)
{
  static const struct {
    const char *operation;
    const char *parameters;
  } rows[] = {
    { "administrator.set-role", "{\"role\": \"administrator\"}" },
    { "administrator.disable", NULL },
    { "administrator.reset-factor", NULL },
    { "administrator.reset-password", NULL },
    { "administrator.remove", NULL },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhActor) local = gh_actor_copy (org->actor);

  gh_test_administrator_free (gh_test_make_administrator (org, "ingrid@hu.example", "owner"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *email = g_strdup_printf ("elif%" G_GSIZE_FORMAT "@hu.example", i);
      g_autofree char *user = g_strdup_printf ("{\"username\": \"u%" G_GSIZE_FORMAT "\"}", i);
      g_autoptr (GhTestAdministrator) elif = gh_test_make_administrator (org, email, "owner");
      g_autoptr (GhAdministratorSession) session = gh_test_sign_in (org, elif);
      GhActor *before = g_steal_pointer (&org->actor);

      g_test_message ("%s", rows[i].operation);
      org->actor = gh_administrator_session_dup_actor (session, "gatehouse");
      gh_test_do (org, "user.add", NULL, user, 1);
      gh_actor_free (org->actor);
      org->actor = gh_actor_copy (local);
      gh_test_do (org, rows[i].operation, EMAIL (email), rows[i].parameters, 1);
      gh_actor_free (org->actor);
      org->actor = gh_administrator_session_dup_actor (session, "gatehouse");
      gh_test_refused (org, "user.add", NULL, "{\"username\": \"late\"}", GH_REFUSAL_SIGNED_OUT);
      gh_actor_free (org->actor);
      org->actor = before;
    }
}

/* A6: ten minutes after the passcode it is asked for again. */
static void
test_passcode_again (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) ingrid = gh_test_make_administrator (org, "ingrid@hu.example", "owner");
  g_autoptr (GhAdministratorSession) session = gh_test_sign_in (org, ingrid);
  g_autofree char *code = NULL;

  gh_test_act_in (org, session);
  gh_clock_set (org->clock, gh_clock_now (org->clock) + GH_CONFIRMED_SECONDS - 1);
  code = gh_test_add_administrator (org, "elif@hu.example", "administrator");
  gh_clock_set (org->clock, gh_clock_now (org->clock) + 1);
  gh_test_refused (org, "administrator.remove", EMAIL ("elif@hu.example"), NULL, GH_REFUSAL_PASSCODE_AGAIN);
  gh_test_do (org, "user.add", NULL, "{\"username\": \"anna\"}", 1);
  /* Set back, the clock makes no passcode last longer. */
  gh_administrator_session_confirm (session, gh_clock_now (org->clock) + 60);
  gh_test_refused (org, "administrator.remove", EMAIL ("elif@hu.example"), NULL, GH_REFUSAL_PASSCODE_AGAIN);
  gh_administrator_session_confirm (session, gh_clock_now (org->clock));
  gh_test_do (org, "administrator.remove", EMAIL ("elif@hu.example"), NULL, 1);
}

/* A4: only Owners do anything to administrators. */
static void
test_roles (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  g_free (gh_test_add_administrator (org, "ingrid@hu.example", "owner"));
  for (GhRole role = GH_ROLE_OWNER + 1; role < GH_N_ROLES; role++)
    {
      gh_test_act_as (org, role);
      gh_test_refused (org, "administrator.add", NULL,
                       "{\"name\": \"Me\", \"email\": \"me@hu.example\", \"role\": \"owner\"}", GH_REFUSAL_ROLE);
      gh_test_refused (org, "administrator.set-role", EMAIL ("ingrid@hu.example"), "{\"role\": \"read-only\"}",
                       GH_REFUSAL_ROLE);
      gh_test_refused (org, "administrator.edit", EMAIL ("ingrid@hu.example"), "{\"name\": \"x\"}", GH_REFUSAL_ROLE);
      gh_test_refused (org, "administrator.reset-password", EMAIL ("ingrid@hu.example"), NULL, GH_REFUSAL_ROLE);
      gh_test_refused (org, "administrator.unlock", EMAIL ("ingrid@hu.example"), NULL, GH_REFUSAL_ROLE);
    }
}

/* Z3: nobody works without signing in where an Owner does not want that, but root. */
static void
test_local (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  GhActor *owner;

  g_free (gh_test_add_administrator (org, "ingrid@hu.example", "owner"));
  owner = g_steal_pointer (&org->actor);
  org->actor = gh_actor_new_local ("gatehousectl");
  gh_test_do (org, "user.add", NULL, "{\"username\": \"anna\"}", 1);
  gh_actor_free (org->actor);
  org->actor = owner;
  gh_test_act_as (org, GH_ROLE_ADMINISTRATOR);
  gh_test_refused (org, "settings.set", NULL, "{\"name\": \"local_operations\", \"value\": \"off\"}", GH_REFUSAL_ROLE);
  gh_actor_free (org->actor);
  org->actor = gh_actor_new_local ("gatehousectl");
  gh_test_do (org, "settings.set", NULL, "{\"name\": \"local_operations\", \"value\": \"off\"}", 1);
  if (geteuid () == 0)
    gh_test_do (org, "user.add", NULL, "{\"username\": \"bert\"}", 1);
  else
    gh_test_refused (org, "user.add", NULL, "{\"username\": \"bert\"}", GH_REFUSAL_LOCAL_OFF);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/A5/add", test_add);
  g_test_add_func ("/A5/edit", test_edit);
  g_test_add_func ("/O5/administrators", test_no_undo);
  g_test_add_func ("/A5/last-owner", test_last_owner);
  g_test_add_func ("/A5/last-owner/demote-each-other", test_demote_each_other);
  g_test_add_func ("/A4/session-ends", test_session_ends);
  g_test_add_func ("/A6/ten-minutes", test_passcode_again);
  g_test_add_func ("/A4/owners-only", test_roles);
  g_test_add_func ("/Z3/local-operations", test_local);

  return g_test_run ();
}
