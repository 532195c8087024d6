/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F4: what a user has is as it is now, whoever changes it, in the objects that pages hold. */
#include "gh-test-organisation.h"

#include "session/gh-session-follow.h"
#include "verification/gh-endpoint.h"

#include "phones/gh-phone.h"

#define PATIENCE_US (120 * G_USEC_PER_SEC)
#define PHONE       "+4791234567"

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  guint               n_changes;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static gboolean
stay_awake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

typedef gboolean (*Condition) (gpointer data);

static void
wait_for (Condition condition,
          gpointer  data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  guint awake_id = g_timeout_add (50, stay_awake_cb, NULL);

  while (!condition (data) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (awake_id);
  g_assert_true (condition (data));
}

static gboolean
has_changed (gpointer data)
{
  return ((Fixture *) data)->n_changes > 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert");
  gh_test_do (fixture->org, "phone.add", NULL, "{\"username\":\"anna\",\"number\":\"" PHONE "\",\"name\":\"First\"}", 1);
  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (fixture->session, "changed", G_CALLBACK (changed_cb), fixture);
  wait_for (has_changed, fixture);
}

static gboolean
is_gone (gpointer data)
{
  g_autoptr (GObject) object = g_weak_ref_get (data);

  return object == NULL;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GWeakRef session;

  g_signal_handlers_disconnect_by_data (fixture->session, fixture);
  g_weak_ref_init (&session, fixture->session);
  g_object_unref (fixture->session);
  wait_for (is_gone, &session);
  g_weak_ref_clear (&session);
  gh_test_organisation_free (fixture->org);
}

static gboolean
has_one (gpointer data)
{
  return g_list_model_get_n_items (data) == 1;
}

static gboolean
has_two (gpointer data)
{
  return g_list_model_get_n_items (data) == 2;
}

static gboolean
has_none (gpointer data)
{
  return g_list_model_get_n_items (data) == 0;
}

static gboolean
is_last (gpointer data)
{
  g_autofree char *name = NULL;

  g_object_get (data, "name", &name, NULL);

  return g_strcmp0 (name, "Last") == 0;
}

static void
count_cb (guint *number)
{
  (*number)++;
}

/* Operations here and facts from the service, in the same objects. */
static void
test_follows (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GhBelongings) phones = gh_belongings_new (&gh_phones_of_user, 1);
  g_autoptr (GhBelongings) endpoints = gh_belongings_new (&gh_endpoints_of_user, 1);
  g_autoptr (GhBelonging) phone = NULL;
  g_autoptr (GhBelonging) still = NULL;
  guint n_lists = 0;

  gh_session_follow (fixture->session, phones);
  gh_session_follow (fixture->session, endpoints);
  g_assert_true (has_none (phones));
  wait_for (has_one, phones);
  phone = g_list_model_get_item (G_LIST_MODEL (phones), 0);
  g_signal_connect_swapped (phones, "items-changed", G_CALLBACK (count_cb), &n_lists);

  gh_test_do (fixture->org, "phone.edit", gh_target_new_for_name (PHONE), "{\"name\":\"Last\"}", 1);
  wait_for (is_last, phone);
  still = g_list_model_get_item (G_LIST_MODEL (phones), 0);
  g_assert_true (still == phone);
  g_assert_cmpuint (n_lists, ==, 0);

  gh_test_write_events (fixture->org, "INSERT INTO endpoints VALUES (1, 1, 'desk', '', 1795510800),"
                                      " (2, 1, 'ward', '', 1795510800), (3, 2, 'desk', '', 1795510800)");
  wait_for (has_two, endpoints);
  gh_test_write_events (fixture->org, "DELETE FROM endpoints");
  wait_for (has_none, endpoints);
  gh_test_do (fixture->org, "phone.delete", gh_target_new_for_name (PHONE), NULL, 1);
  wait_for (has_none, phones);
  g_assert_cmpuint (n_lists, ==, 1);
}

/* However fast they come, what is shown in the end is the last. */
static void
test_many_changes (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GhBelongings) phones = gh_belongings_new (&gh_phones_of_user, 1);
  g_autoptr (GhBelonging) phone = NULL;

  gh_session_follow (fixture->session, phones);
  wait_for (has_one, phones);
  phone = g_list_model_get_item (G_LIST_MODEL (phones), 0);
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("{\"name\":\"%s\"}", i < 29 ? (i % 2 ? "a" : "b") : "Last");

      gh_test_do (fixture->org, "phone.edit", gh_target_new_for_name (PHONE), name, 1);
      g_main_context_iteration (NULL, FALSE);
    }
  wait_for (is_last, phone);
}

/* A page that goes while it is being read. */
static void
test_list_goes (Fixture       *fixture,
                gconstpointer  data)
{
  GhBelongings *phones = gh_belongings_new (&gh_phones_of_user, 1);
  GWeakRef weak;

  g_weak_ref_init (&weak, phones);
  gh_session_follow (fixture->session, phones);
  g_object_unref (phones);
  wait_for (is_gone, &weak);
  g_weak_ref_clear (&weak);

  /* Nothing is left that listens. */
  fixture->n_changes = 0;
  gh_test_do (fixture->org, "phone.edit", gh_target_new_for_name (PHONE), "{\"name\":\"x\"}", 1);
  wait_for (has_changed, fixture);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gatehouse-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/F4/follow/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/F4/follow/many-changes", Fixture, NULL, set_up, test_many_changes, tear_down);
  g_test_add ("/F4/follow/list-goes", Fixture, NULL, set_up, test_list_goes, tear_down);

  return g_test_run ();
}
