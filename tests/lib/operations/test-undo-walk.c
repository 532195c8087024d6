/* SPDX-License-Identifier: GPL-3.0-or-later */
/* J3: a random walk of operations, undos and redos beside a model: the directory as text before and after each
 * operation. Undo reverts the last operation, redo repeats the last undone one. At the end everything is undone, back
 * to an empty organisation, and redone. */
#include "gh-test-organisation.h"

#include "logs/gh-log-verify.h"

#include <glib/gstdio.h>

#define N_STEPS 110

typedef struct {
  gint64  entry;    /* what undoes or redoes it: itself, or its last undo or redo */
  char   *before;
  char   *after;
} Done;

typedef struct {
  GhTestOrganisation *org;
  GRand              *rand;
  GPtrArray          *done;    /* Done, those in effect, in order */
  GPtrArray          *undone;  /* Done, the last undone at the end */
  char               *now;
  guint               n_names;
} Walk;

static void
done_free (gpointer data)
{
  Done *done = data;

  g_free (done->before);
  g_free (done->after);
  g_free (done);
}

static gint32
any (Walk   *walk,
     gint32  n)
{
  return g_rand_int_range (walk->rand, 0, n);
}

static void
assert_now (Walk       *walk,
            const char *expected)
{
  g_clear_pointer (&walk->now, g_free);
  walk->now = gh_test_snapshot (walk->org);
  g_assert_cmpstr (walk->now, ==, expected);
}

/* --- operations --- */

/* Some of the users, or if @is_trashed of those in the Trash; NULL: there are none. */
static GhTarget *
choose_users (Walk     *walk,
              gboolean  is_trashed,
              gboolean  only_one)
{
  g_autofree char *list = gh_test_query (walk->org, is_trashed
    ? "SELECT group_concat (user_id) FROM trash"
    : "SELECT group_concat (id) FROM users WHERE id NOT IN (SELECT user_id FROM trash)");
  g_auto (GStrv) ids = list != NULL ? g_strsplit (list, ",", -1) : NULL;
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (ids == NULL)
    return NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    if (!only_one && any (walk, 2))
      g_array_append_vals (chosen, &(gint64) { g_ascii_strtoll (ids[i], NULL, 10) }, 1);
  if (chosen->len == 0)
    g_array_append_vals (chosen, &(gint64) { g_ascii_strtoll (ids[any (walk, (gint32) g_strv_length (ids))], NULL, 10) }, 1);

  return gh_target_new_for_ids ((const gint64 *) (gpointer) chosen->data, chosen->len);
}

/* The name of one; NULL: there is none. */
static char *
choose_group (Walk *walk)
{
  g_autofree char *list = gh_test_query (walk->org, "SELECT group_concat (name, '/') FROM groups");
  g_auto (GStrv) names = list != NULL ? g_strsplit (list, "/", -1) : NULL;

  return names != NULL ? g_strdup (names[any (walk, (gint32) g_strv_length (names))]) : NULL;
}

/* Likewise one by number. */
static GhTarget *
choose_phone (Walk *walk)
{
  g_autofree char *list = gh_test_query (walk->org, "SELECT group_concat (number, '/') FROM phones");
  g_auto (GStrv) numbers = list != NULL ? g_strsplit (list, "/", -1) : NULL;

  return numbers != NULL ? gh_target_new_for_name (numbers[any (walk, (gint32) g_strv_length (numbers))]) : NULL;
}

static char *
make_import (Walk *walk)
{
  g_autofree char *path = g_build_filename (walk->org->folder, "users.csv", NULL);
  g_autoptr (GString) csv = g_string_new ("username,notes,alias1,phone1,token1,type1,group1,status\n");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3; i++)
    g_string_append_printf (csv, "%c%d,n%d,x%u,+472285505%d,%d,h6,Group %d,%s\n", i < 2 ? 'u' : 'i',
                            any (walk, 12), any (walk, 9), walk->n_names++, any (walk, 9), any (walk, 9), any (walk, 4),
                            any (walk, 2) ? "active" : "disabled");
  g_file_set_contents (path, csv->str, -1, &error);
  g_assert_no_error (error);

  return g_strdup_printf ("{\"file\":\"%s\",\"create-groups\":true,\"valid-only\":true}", path);
}

/* A random operation; one that is refused or has no targets is no step. */
static GhResult *
do_something (Walk *walk)
{
  static const char *const statuses[] = { "active", "bypass", "disabled" };
  GhTarget *target = NULL;
  g_autofree char *group = choose_group (walk);
  g_autofree char *parameters = NULL;
  const char *operation = NULL;

  switch (any (walk, 18))
    {
    case 0:
    case 1:
      parameters = g_strdup_printf ("{\"username\":\"u%d\"}", any (walk, 12));
      return gh_test_run (walk->org, "user.add", NULL, parameters);
    case 2:
      parameters = make_import (walk);
      return gh_test_run (walk->org, "user.import", NULL, parameters);
    case 3:
      parameters = g_strdup_printf ("{\"name\":\"Group %d\"}", any (walk, 6));
      return gh_test_run (walk->org, "group.add", NULL, parameters);
    case 4:
      operation = "group.edit";
      target = group != NULL ? gh_target_new_for_name (group) : NULL;
      parameters = g_strdup_printf ("{\"new-name\":\"Group %d\",\"status\":\"%s\"}", any (walk, 6), statuses[any (walk, 3)]);
      break;
    case 5:
      operation = "group.delete";
      target = group != NULL ? gh_target_new_for_name (group) : NULL;
      break;
    case 6:
    case 7:
      operation = any (walk, 3) ? "user.add-to-group" : "user.remove-from-group";
      target = group != NULL ? choose_users (walk, FALSE, FALSE) : NULL;
      parameters = g_strdup_printf ("{\"group\":\"%s\"}", group);
      break;
    case 8:
      operation = "user.set-status";
      target = choose_users (walk, FALSE, FALSE);
      parameters = g_strdup_printf ("{\"status\":\"%s\"}", statuses[any (walk, 3)]);
      break;
    case 9:
      operation = "user.trash";
      target = choose_users (walk, FALSE, FALSE);
      break;
    case 10:
      operation = "user.restore";
      target = choose_users (walk, TRUE, FALSE);
      parameters = g_strdup_printf ("{\"previous-status\":%s}", any (walk, 2) ? "true" : "false");
      break;
    case 11:
      operation = "user.edit";
      target = choose_users (walk, FALSE, TRUE);
      parameters = g_strdup_printf ("{\"new-username\":\"u%d\",\"add-alias\":[\"a%u\"]}", any (walk, 12), walk->n_names++);
      break;
    case 12:
      parameters = g_strdup_printf ("{\"number\":\"+472285505%d\",\"username\":\"u%d\"}", any (walk, 10), any (walk, 12));
      return gh_test_run (walk->org, "phone.add", NULL, parameters);
    case 13:
      operation = "phone.edit";
      target = choose_phone (walk);
      parameters = g_strdup_printf ("{\"new-number\":\"+472285505%d\",\"name\":\"n%d\"}", any (walk, 10), any (walk, 9));
      break;
    case 14:
    case 15:
      operation = any (walk, 3) ? "phone.attach" : "phone.detach";
      target = choose_phone (walk);
      parameters = g_strdup_printf ("{\"username\":\"u%d\"}", any (walk, 12));
      break;
    case 16:
      operation = "phone.delete";
      target = choose_phone (walk);
      break;
    default:
      operation = "user.edit";
      target = choose_users (walk, FALSE, FALSE);
      parameters = g_strdup_printf ("{\"notes\":\"n%d\"}", any (walk, 9));
      break;
    }

  return target != NULL ? gh_test_run (walk->org, operation, target, parameters) : NULL;
}

/* --- steps --- */

static void
step_on (Walk *walk)
{
  g_autofree char *before = gh_test_snapshot (walk->org);
  g_autoptr (GhResult) result = do_something (walk);
  Done *done;

  if (result == NULL || result->entry == 0)
    {
      assert_now (walk, before);
      return;
    }

  done = g_new0 (Done, 1);
  done->entry = result->entry;
  done->before = g_steal_pointer (&before);
  done->after = gh_test_snapshot (walk->org);
  g_ptr_array_add (walk->done, done);
  g_ptr_array_set_size (walk->undone, 0);
}

static gint64
undo (Walk   *walk,
      gint64  entry)
{
  g_autofree char *parameters = entry != 0 ? g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", entry) : NULL;
  g_autoptr (GhResult) result = gh_test_run (walk->org, "log.undo", NULL, parameters);
  g_autofree char *text = gh_result_to_text (result);

  if (result->is_refused || result->n_skipped > 0)
    g_error ("Undoing: %s", text);

  return result->entry;
}

static void
step_back (Walk *walk)
{
  Done *done;

  if (walk->done->len == 0)
    return;

  done = g_ptr_array_steal_index (walk->done, walk->done->len - 1);
  g_ptr_array_add (walk->undone, done);
  done->entry = undo (walk, 0);
  assert_now (walk, done->before);
}

static void
step_forward (Walk *walk)
{
  Done *done;

  if (walk->undone->len == 0)
    return;

  done = g_ptr_array_steal_index (walk->undone, walk->undone->len - 1);
  g_ptr_array_add (walk->done, done);
  done->entry = undo (walk, done->entry);
  assert_now (walk, done->after);
}

static void
check_journal (Walk *walk)
{
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_assert_query (walk->org,
    "SELECT count (*) FROM journal AS j WHERE coalesce (j.prev, 0) <> coalesce ("
    "(SELECT max (op) FROM journal AS p WHERE p.kind = j.kind AND p.id = j.id AND p.op < j.op), 0)", "0");
  report = gh_log_verify_chain (walk->org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->state, ==, GH_LOG_CHAINED);
}

static void
test_walk (gconstpointer data)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  Walk walk = { .org = org, .rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data)),
                .done = g_ptr_array_new_with_free_func (done_free),
                .undone = g_ptr_array_new_with_free_func (done_free) };
  g_autofree char *empty = gh_test_snapshot (org);
  g_autofree char *full = NULL;

  for (int i = 0; i < N_STEPS; i++)
    {
      int chance = any (&walk, 10);

      if (chance < 7)
        step_on (&walk);
      else if (chance < 9)
        step_back (&walk);
      else
        step_forward (&walk);
    }

  full = gh_test_snapshot (org);
  g_assert_cmpuint (walk.done->len, >, 5);
  while (walk.done->len > 0)
    step_back (&walk);
  assert_now (&walk, empty);
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_CANNOT_BE_UNDONE);
  while (walk.undone->len > 0 && g_strcmp0 (walk.now, full) != 0)
    step_forward (&walk);
  assert_now (&walk, full);
  check_journal (&walk);

  g_ptr_array_unref (walk.done);
  g_ptr_array_unref (walk.undone);
  g_rand_free (walk.rand);
  g_free (walk.now);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autofree char *name = g_strdup_printf ("/J3/undo-walk/%u", seed);

      g_test_add_data_func (name, GUINT_TO_POINTER (seed), test_walk);
    }

  return g_test_run ();
}
