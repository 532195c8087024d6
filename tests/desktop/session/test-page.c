/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F4: a page hears of what it shows, while it is on the screen, and of nothing else. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "users/gh-users-page.h"
#include "users/gh-users-source.h"
#include "session/gh-page.h"

/* --- pages that count their updates --- */

#define TEST_TYPE_PAGE (test_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (TestPage, test_page, TEST, PAGE, GhPage)

struct _TestPageClass {
  GhPageClass parent_class;
};

typedef struct {
  guint    n_changes;
  gboolean is_everything; /* of the last */
} TestPagePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (TestPage, test_page, GH_TYPE_PAGE)

static void
test_page_changed (GhPage          *page,
                   const GhChanges *changes)
{
  TestPagePrivate *priv = test_page_get_instance_private (TEST_PAGE (page));

  priv->n_changes++;
  priv->is_everything = changes->is_everything;
}

static void
test_page_class_init (TestPageClass *klass)
{
  static const char *const kinds[] = { "group", NULL };

  GH_PAGE_CLASS (klass)->kinds = kinds;
  GH_PAGE_CLASS (klass)->changed = test_page_changed;
}

static void
test_page_init (TestPage *self)
{
}

#define TEST_TYPE_FACTS_PAGE (test_facts_page_get_type ())
G_DECLARE_FINAL_TYPE (TestFactsPage, test_facts_page, TEST, FACTS_PAGE, TestPage)

struct _TestFactsPage {
  TestPage parent_instance;
};

G_DEFINE_FINAL_TYPE (TestFactsPage, test_facts_page, TEST_TYPE_PAGE)

static void
test_facts_page_class_init (TestFactsPageClass *klass)
{
  static const char *const kinds[] = { "user", NULL };

  GH_PAGE_CLASS (klass)->kinds = kinds;
  GH_PAGE_CLASS (klass)->beside = GH_CHANGES_FACTS;
}

static void
test_facts_page_init (TestFactsPage *self)
{
}

/* --- */

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  GtkWidget          *window;
  GtkStack           *stack;
  TestPage           *groups;
  TestPage           *facts;
  GtkWidget          *users;
  guint               n_told;   /* of the session */
  guint               n_counts;
} Fixture;

static void
told_cb (GhSession       *session,
         const GhChanges *changes,
         guint           *n_told)
{
  (*n_told)++;
}

static void
counted_cb (GhSession *session,
            guint     *n_counts)
{
  (*n_counts)++;
}

static gpointer
add_page (Fixture *fixture,
          GType    type)
{
  GtkWidget *page = g_object_new (type, "session", fixture->session, "title", g_type_name (type), NULL);

  gtk_stack_add_named (fixture->stack, page, g_type_name (type));

  return page;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert cleo");
  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->session, "counted", G_CALLBACK (counted_cb), &fixture->n_counts);
  g_signal_connect (fixture->session, "changed", G_CALLBACK (told_cb), &fixture->n_told);
  fixture->stack = GTK_STACK (gtk_stack_new ());
  fixture->groups = add_page (fixture, TEST_TYPE_PAGE);
  fixture->facts = add_page (fixture, TEST_TYPE_FACTS_PAGE);
  fixture->users = add_page (fixture, GH_TYPE_USERS_PAGE);
  /* The one before may have left another view. */
  g_assert_true (gh_page_show_view (GH_PAGE (fixture->users), NULL, NULL, "username"));
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->stack));
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->groups)));
  /* The first update, which loads the search, has nothing to tell. */
  test_wait_until (fixture->n_counts == 1 && fixture->n_told == 1);
  fixture->n_told = 0;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until_last (fixture->session);
  g_assert_finalize_object (fixture->session);
  gh_test_organisation_free (fixture->org);
}

static void
show (Fixture *fixture,
      gpointer page)
{
  gtk_stack_set_visible_child (fixture->stack, page);
  test_wait_until (gtk_widget_get_mapped (page));
}

static guint
get_n_changes (TestPage *page)
{
  return ((TestPagePrivate *) test_page_get_instance_private (page))->n_changes;
}

/* Writes, and waits until the session announces it: pages hear at that moment. */
static void
sign_in (Fixture *fixture,
         int      user)
{
  g_autofree char *sql = g_strdup_printf ("INSERT OR REPLACE INTO logins VALUES (%d, 1795510000)", user);
  guint n_told = fixture->n_told;

  gh_test_write_events (fixture->org, sql);
  test_wait_until (fixture->n_told > n_told);
}

static void
add_group (Fixture    *fixture,
           const char *name)
{
  g_autofree char *parameters = g_strdup_printf ("{\"name\":\"%s\"}", name);
  guint n_told = fixture->n_told;

  gh_test_do (fixture->org, "group.add", NULL, parameters, 1);
  test_wait_until (fixture->n_told > n_told);
}

static void
test_own_kinds (Fixture       *fixture,
                gconstpointer  data)
{
  sign_in (fixture, 1);
  g_assert_cmpuint (get_n_changes (fixture->groups), ==, 0);
  add_group (fixture, "Staff");
  g_assert_cmpuint (get_n_changes (fixture->groups), ==, 1);
  g_assert_cmpuint (get_n_changes (fixture->facts), ==, 0);

  show (fixture, fixture->facts);
  g_assert_cmpuint (get_n_changes (fixture->facts), ==, 1);
  add_group (fixture, "Alumni");
  g_assert_cmpuint (get_n_changes (fixture->facts), ==, 1);
  sign_in (fixture, 2);
  g_assert_cmpuint (get_n_changes (fixture->facts), ==, 2);
  g_assert_cmpuint (get_n_changes (fixture->groups), ==, 1);
}

/* Off screen it does nothing, and is told once when it comes back that something changed. */
static void
test_out_of_sight (Fixture       *fixture,
                   gconstpointer  data)
{
  TestPagePrivate *priv = test_page_get_instance_private (fixture->groups);

  show (fixture, fixture->facts);
  add_group (fixture, "Staff");
  add_group (fixture, "Alumni");
  sign_in (fixture, 1);
  g_assert_cmpuint (priv->n_changes, ==, 0);

  show (fixture, fixture->groups);
  g_assert_cmpuint (priv->n_changes, ==, 1);
  g_assert_true (priv->is_everything);
  show (fixture, fixture->facts);
  sign_in (fixture, 2);
  show (fixture, fixture->groups);
  g_assert_cmpuint (priv->n_changes, ==, 1);
}

/* The usernames on the screen, each with the text of its last login. */
static char *
describe (Fixture *fixture)
{
  GtkWidget *table = test_find (fixture->users, GH_TYPE_TABLE, NULL);
  GhTableList *list = table != NULL ? gh_table_get_list (GH_TABLE (table)) : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < gh_table_list_get_ids (list)->len; i++)
    {
      GhTableRow *row = gh_table_list_peek_row (list, i);

      if (row != NULL)
        g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", gh_table_row_get_text (row, GH_USERS_COLUMN_USERNAME),
                                g_str_equal (gh_table_row_get_text (row, GH_USERS_COLUMN_LOGIN), "Never") ? "" : "+");
    }

  return g_string_free (text, FALSE);
}

static gboolean
shows (Fixture    *fixture,
       const char *expected)
{
  g_autofree char *text = describe (fixture);

  return g_str_equal (text, expected);
}

/* A sign-in shows in that user's row, whatever the sort and search. */
static void
test_users_page (Fixture       *fixture,
                 gconstpointer  data)
{
  show (fixture, fixture->users);
  test_wait_until (shows (fixture, "anna bert cleo"));
  sign_in (fixture, 2);
  test_wait_until (shows (fixture, "anna bert+ cleo"));
  g_assert_true (gh_page_show_view (GH_PAGE (fixture->users), NULL, NULL, "login:desc"));
  test_wait_until (shows (fixture, "bert+ cleo anna"));
  gh_test_write_events (fixture->org, "INSERT INTO logins VALUES (1, 1795510900)");
  test_wait_until (shows (fixture, "anna+ bert+ cleo"));
  g_assert_true (gh_page_show_view (GH_PAGE (fixture->users), NULL, "login:never", "username"));
  test_wait_until (shows (fixture, "cleo"));
  sign_in (fixture, 3);
  test_wait_until (shows (fixture, ""));
}

/* What it missed is there when it returns, rows and lists alike. */
static void
test_users_page_out_of_sight (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *table;
  g_autoptr (GArray) ids = NULL;

  show (fixture, fixture->users);
  test_wait_until (shows (fixture, "anna bert cleo"));
  table = test_find (fixture->users, GH_TYPE_TABLE, NULL);
  ids = g_array_ref (gh_table_list_get_ids (gh_table_get_list (GH_TABLE (table))));
  show (fixture, fixture->groups);
  sign_in (fixture, 2);
  gh_test_add_users (fixture->org, "dora");
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);
  sign_in (fixture, 4);
  g_assert_true (gh_table_list_get_ids (gh_table_get_list (GH_TABLE (table))) == ids);
  show (fixture, fixture->users);
  test_wait_until (shows (fixture, "bert+ cleo dora+"));
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/F4/page/own-kinds", test_own_kinds);
  ADD ("/F4/page/out-of-sight", test_out_of_sight);
  ADD ("/F4/page/users", test_users_page);
  ADD ("/F4/page/users-out-of-sight", test_users_page_out_of_sight);

  return g_test_run ();
}
