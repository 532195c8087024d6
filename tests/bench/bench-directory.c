/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the library from inside, where a shell cannot look: progress, cancelling, latencies.
 *
 * bench-directory import FILE.db FILE.csv   creates FILE.db and imports the file into it
 * bench-directory change FILE.db            changes, undoes and cancels, a tenth of the users at most 100 000
 * bench-directory search FILE.db            loads the index and searches, as the list of users does
 * bench-directory keys FILE.db              signs heads, seals a value for each user, opens some, rotates the key
 * bench-directory events FILE.db            1 000 durable rows a second in the events file, alone and during a change
 *
 * Prints a line "NAME VALUE" for each figure. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "gh-bench.h"

#include "keys/gh-key-list.h"
#include "keys/ops/gh-key-making.h"
#include "keys/ops/gh-sealed-record.h"
#include "operations/gh-run.h"
#include "users/gh-user-search.h"

#define MAX_CHANGE      100000
#define MAX_OPENED      10000
#define EVENTS_A_SECOND 1000
#define EVENTS_SECONDS  3

static GhStore *store;
static GhActor *actor;

/* --- operations --- */

typedef struct {
  GhJob    *job;
  gint64    start;
  GArray   *times;      /* double: when each hundredth was reached */
  double    cancel_at;  /* share of the whole, or 0 */
  gint64    cancelled;
  GhResult *result;
  GError   *error;
  gboolean  is_done;
} Watch;

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  Watch *watch = data;

  watch->result = gh_run_finish (store, result, &watch->error);
  watch->is_done = TRUE;
  g_main_context_wakeup (NULL);
}

static gboolean
sample_cb (gpointer data)
{
  Watch *watch = data;
  guint64 done, total;
  double now = gh_bench_seconds_since (watch->start);

  gh_job_get_progress (watch->job, &done, &total);
  while (total > 0 && watch->times->len <= 100 * done / total)
    g_array_append_val (watch->times, now);
  if (watch->cancel_at > 0 && watch->cancelled == 0 && total > 0 && (double) done >= watch->cancel_at * (double) total)
    {
      watch->cancelled = g_get_monotonic_time ();
      g_cancellable_cancel (gh_job_get_cancellable (watch->job));
    }

  return G_SOURCE_CONTINUE;
}

/* Runs an operation and returns its seconds; if cancelled, those since then, or -1 if it had ended before. @entry: its
 * number. */
static double
run (const char *name,
     GhTarget   *target,
     const char *parameters,
     double      cancel_at,
     gint64     *entry,
     GArray     *times)
{
  g_autoptr (JsonNode) node = json_from_string (parameters, NULL);
  g_autoptr (GhJob) job = gh_job_new ();
  g_autoptr (GArray) own_times = g_array_new (FALSE, FALSE, sizeof (double));
  Watch watch = { .job = job, .times = times != NULL ? times : own_times, .cancel_at = cancel_at };
  guint source = g_timeout_add (2, sample_cb, &watch);
  double seconds;

  watch.start = g_get_monotonic_time ();
  gh_run_async (store,
                &(GhRequest) {
                  .operation = gh_operation_find (name),
                  .actor = actor,
                  .target = target,
                  .parameters = json_node_get_object (node),
                },
                job, run_cb, &watch);
  while (!watch.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);

  if (cancel_at > 0)
    {
      if (watch.result != NULL && watch.result->is_refused)
        g_error ("%s was refused: %s", name, gh_result_to_text (watch.result));
      g_clear_pointer (&watch.result, gh_result_free);
      if (watch.error == NULL)
        return -1;
      if (!g_error_matches (watch.error, GH_ERROR, GH_ERROR_CANCELLED))
        gh_bench_check (watch.error);
      g_clear_error (&watch.error);
      return gh_bench_seconds_since (watch.cancelled);
    }

  seconds = gh_bench_seconds_since (watch.start);
  gh_bench_check (watch.error);
  if (watch.result->is_refused || watch.result->changed == 0)
    g_error ("%s changed nothing", name);
  if (entry != NULL)
    *entry = watch.result->entry;
  gh_result_free (watch.result);

  return seconds;
}

static void
bench_import (const char *csv)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *parameters = g_strdup_printf ("{ \"file\": \"%s\", \"create-groups\": true }", csv);

  run ("organisation.create", NULL, "{ \"name\": \"Bench\", \"time-zone\": \"Europe/Oslo\" }", 0, NULL, NULL);
  gh_bench_print ("import-seconds", run ("user.import", NULL, parameters, 0, NULL, times));

  /* The first half reads and checks, the second writes. */
  gh_bench_print ("import-first-tenth-seconds", g_array_index (times, double, 55) - g_array_index (times, double, 50));
  gh_bench_print ("import-last-tenth-seconds",
         g_array_index (times, double, times->len - 1) - g_array_index (times, double, times->len - 6));
}

/* --- changes --- */

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  const GhView view = { .query = "status:active -is:managed", .sort = "username",
                            .now = g_get_real_time () / G_USEC_PER_SEC, .time_zone = "UTC" };

  return gh_view_list_unordered (&gh_user_views, &view, connection, data, error);
}

/* A tenth of the users, scattered. */
static GhTarget *
choose_users (void)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  gh_store_read (store, list_cb, ids, &error);
  gh_bench_check (error);
  for (guint i = 0; i < ids->len && chosen->len < MAX_CHANGE; i += 5)
    g_array_append_val (chosen, g_array_index (ids, gint64, i));

  return gh_target_new_for_ids ((const gint64 *) (gpointer) chosen->data, chosen->len);
}

static double
undo (gint64 entry)
{
  g_autofree char *parameters = g_strdup_printf ("{ \"entry\": %" G_GINT64_FORMAT " }", entry);

  return run ("log.undo", NULL, parameters, 0, NULL, NULL);
}

static void
print_cancelling (const char *figure,
                  const char *name,
                  GhTarget   *target,
                  const char *parameters)
{
  double seconds = run (name, target, parameters, 0.5, NULL, NULL);

  if (seconds >= 0)
    gh_bench_print (figure, 1000 * seconds);
}

static void
bench_change (void)
{
  g_autoptr (GhTarget) target = choose_users ();
  gint64 entry;

  gh_bench_print ("change-users", target->ids->len);
  gh_bench_print ("change-seconds", run ("user.set-status", target, "{ \"status\": \"bypass\" }", 0, &entry, NULL));
  gh_bench_print ("undo-seconds", undo (entry));
  print_cancelling ("change-cancel-ms", "user.set-status", target, "{ \"status\": \"bypass\" }");
  gh_bench_print ("trash-seconds", run ("user.trash", target, "{}", 0, &entry, NULL));
  gh_bench_print ("trash-undo-seconds", undo (entry));
  print_cancelling ("trash-cancel-ms", "user.trash", target, "{}");
}

/* --- keys --- */

#define SIGNED_HEADS 1000

static gboolean
list_everybody_cb (GhConnection  *connection,
                   gpointer       data,
                   GError       **error)
{
  const GhView view = { .query = "username:*", .sort = "username", .now = g_get_real_time () / G_USEC_PER_SEC,
                        .time_zone = "UTC" };

  return gh_view_list_unordered (&gh_user_views, &view, connection, data, error);
}

/* Whom to seal for. */
static GArray *users;

static gboolean
seal_plan (GhRun   *run,
           GError **error)
{
  gh_run_change (run, 1);

  return TRUE;
}

static gboolean
seal_apply (GhRun   *run,
            GError **error)
{
  g_autoptr (GhSecret) value = gh_secret_new_random (20);

  for (guint i = 0; i < users->len; i++)
    if (!gh_sealed_put (run, "user", g_array_index (users, gint64, i), "seed", value, error))
      return FALSE;

  return TRUE;
}

/* Named like one that may be run. */
static const GhOperation seal_operation = {
  .name = "user.edit",
  .label = "Seal",
  .done = GH_PLURAL ("%s", "%s"),
  .plan = seal_plan,
  .apply = seal_apply,
};

static gboolean
open_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  guint n = MIN (users->len, MAX_OPENED);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GhSecret) value = NULL;

      if (!gh_sealed_get (store, connection, "user", g_array_index (users, gint64, i), "seed", &value, error))
        return FALSE;
    }
  gh_bench_print ("open-sealed-us", gh_bench_seconds_since (start) * 1e6 / n);

  return TRUE;
}

/* What an operation does more because its head is signed: it checks the one before, and signs. */
static gboolean
sign_heads (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  for (int i = 0; i < SIGNED_HEADS; i++)
    {
      guint8 signature[GH_SIGNATURE_BYTES];
      GhSigning signing;
      gint64 key_number;

      if (!gh_signing_read (&signing, store, connection, error) ||
          !gh_signing_sign (&signing, store, connection, 0, NULL, signing.head.seq + 1, signing.head.hash,
                            signing.head.time_us, &key_number, signature, error))
        return FALSE;
      g_assert_cmpint (key_number, !=, 0);
    }

  return TRUE;
}

typedef struct {
  GhJob  *job;
  gint    is_over;
  gint64  cancelled;
} Cancelling;

/* Half-way, as somebody who changes their mind. */
static gpointer
cancel_thread (gpointer data)
{
  Cancelling *cancelling = data;
  guint64 done = 0, total = 1;

  while (!g_atomic_int_get (&cancelling->is_over) && (done == 0 || done < total / 2))
    {
      g_usleep (1000);
      gh_job_get_progress (cancelling->job, &done, &total);
    }
  cancelling->cancelled = g_get_monotonic_time ();
  g_cancellable_cancel (gh_job_get_cancellable (cancelling->job));

  return NULL;
}

static void
bench_keys (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) created = NULL;
  g_autoptr (GhResult) sealed = NULL;
  g_autoptr (GhResult) rotated = NULL;
  g_autoptr (GhJob) job = gh_job_new ();
  Cancelling cancelling = { job, 0, 0 };
  GhResult *not_cancelled;
  GThread *thread;
  gint64 start;

  users = g_array_new (FALSE, FALSE, sizeof (gint64));
  gh_store_read (store, list_everybody_cb, users, &error);
  gh_bench_check (error);
  created = gh_key_make (store, "key.create", actor, FALSE, NULL, NULL, NULL, &error);
  gh_bench_check (error);
  if (created->is_refused)
    g_error ("%s", gh_result_to_text (created));

  start = g_get_monotonic_time ();
  gh_store_read (store, sign_heads, NULL, &error);
  gh_bench_check (error);
  gh_bench_print ("sign-head-ms", gh_bench_seconds_since (start) * 1000 / SIGNED_HEADS);

  sealed = gh_run (store, &(GhRequest) { .operation = &seal_operation, .actor = actor }, NULL, &error);
  gh_bench_check (error);
  gh_bench_print ("sealed-values", users->len);
  gh_store_read (store, open_cb, NULL, &error);
  gh_bench_check (error);

  start = g_get_monotonic_time ();
  rotated = gh_key_make (store, "key.rotate", actor, FALSE, NULL, NULL, NULL, &error);
  gh_bench_check (error);
  gh_bench_print ("rotate-seconds", gh_bench_seconds_since (start));

  thread = g_thread_new ("cancel", cancel_thread, &cancelling);
  not_cancelled = gh_key_make (store, "key.rotate", actor, FALSE, NULL, NULL, job, &error);
  if (not_cancelled == NULL)
    gh_bench_print ("rotate-cancel-ms", 1000 * gh_bench_seconds_since (cancelling.cancelled));
  g_atomic_int_set (&cancelling.is_over, 1);
  g_thread_join (thread);
  g_clear_pointer (&not_cancelled, gh_result_free);
  g_array_unref (users);
}

/* --- search --- */

typedef struct {
  GhUserSearch *search;
  GArray       *ids;
} Search;

static gboolean
load_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  return gh_user_search_load (((Search *) data)->search, connection, NULL, error);
}

/* The yardstick: a program without an index. */
static gboolean
list_by_like (GhConnection  *connection,
              const char    *word,
              GArray        *ids,
              GError       **error)
{
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", word);
  g_autoptr (GhStatement) select = gh_connection_prepare_text (connection,
    "SELECT id FROM users AS u WHERE (username_fold LIKE ?1 OR realname_fold LIKE ?1 OR email_fold LIKE ?1"
    " OR EXISTS (SELECT 1 FROM user_aliases WHERE user_id = u.id AND alias_fold LIKE ?1))"
    " AND id NOT IN (SELECT user_id FROM trash) ORDER BY username_fold, username", error);

  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "s", pattern);
  while (gh_statement_next (select))
    {
      gint64 id = gh_statement_get_int (select, 0);

      g_array_append_val (ids, id);
    }

  return gh_statement_finish (select, error);
}

static gboolean
type_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  static const char *const words[] = { "ingrid", "larsen", "omar", "kim", "0199", "zzz" };
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) likes = g_array_new (FALSE, FALSE, sizeof (double));
  Search *search = data;
  GhView view = { .sort = "username", .now = g_get_real_time () / G_USEC_PER_SEC, .time_zone = "UTC" };
  gint64 start;

  /* The window has listed everybody before typing begins. */
  view.query = "";
  start = g_get_monotonic_time ();
  if (!gh_user_search_list (search->search, &view, connection, search->ids, error))
    return FALSE;
  gh_bench_print ("list-first-ms", 1000 * gh_bench_seconds_since (start));

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (gsize length = 1; length <= strlen (words[i]); length++)
      {
        g_autofree char *typed = g_strndup (words[i], length);
        double seconds;

        view.query = typed;
        start = g_get_monotonic_time ();
        if (!gh_user_search_list (search->search, &view, connection, search->ids, error))
          return FALSE;
        seconds = gh_bench_seconds_since (start);
        g_array_append_val (keys, seconds);

        if (length != 1 && length != strlen (words[i]))
          continue;
        g_array_set_size (search->ids, 0);
        start = g_get_monotonic_time ();
        if (!list_by_like (connection, typed, search->ids, error))
          return FALSE;
        seconds = gh_bench_seconds_since (start);
        g_array_append_val (likes, seconds);
      }
  gh_bench_print_latencies ("key", keys);
  gh_bench_print_latencies ("like", likes);

  view.query = "";
  view.sort = "realname";
  for (int i = 0; i < 2; i++)
    {
      start = g_get_monotonic_time ();
      if (!gh_user_search_list (search->search, &view, connection, search->ids, error))
        return FALSE;
      gh_bench_print (i == 0 ? "sort-first-ms" : "sort-again-ms", 1000 * gh_bench_seconds_since (start));
    }

  return TRUE;
}

static void
bench_search (void)
{
  Search search = { gh_user_search_new (), g_array_new (FALSE, FALSE, sizeof (gint64)) };
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  gh_store_read (store, load_cb, &search, &error);
  gh_bench_check (error);
  gh_bench_print ("load-seconds", gh_bench_seconds_since (start));
  gh_bench_print ("index-megabytes", (double) gh_user_search_get_memory (search.search) / 1e6);
  gh_store_read (store, type_cb, &search, &error);
  gh_bench_check (error);

  gh_user_search_free (search.search);
  g_array_unref (search.ids);
}

/* --- events --- */

typedef struct {
  GArray *latencies;
  int     stop;
} Events;

static gboolean
write_event_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  return gh_connection_run (connection, "reports/note-export", error, "issssis", g_get_real_time () / G_USEC_PER_SEC,
                            "bench", "users", "csv", "", (gint64) 1, "");
}

static gpointer
write_events (gpointer data)
{
  Events *events = data;
  gint64 next = g_get_monotonic_time ();

  while (!g_atomic_int_get (&events->stop))
    {
      g_autoptr (GError) error = NULL;
      gint64 now = g_get_monotonic_time ();
      double seconds;

      if (now < next)
        g_usleep (next - now);
      gh_store_write (store, GH_FILE_EVENTS, write_event_cb, NULL, &error);
      gh_bench_check (error);
      /* From its due time: a row that waits for a late one is late too. */
      seconds = gh_bench_seconds_since (next);
      g_array_append_val (events->latencies, seconds);
      next += G_USEC_PER_SEC / EVENTS_A_SECOND;
    }

  return NULL;
}

static void
bench_events (void)
{
  g_autoptr (GhTarget) target = choose_users ();

  for (int beside = 0; beside < 2; beside++)
    {
      g_autoptr (GArray) latencies = g_array_new (FALSE, FALSE, sizeof (double));
      Events events = { latencies, 0 };
      gint64 start = g_get_monotonic_time ();
      GThread *thread = g_thread_new ("events", write_events, &events);
      gint64 entry;

      if (beside)
        {
          /* The same change repeated for as long. */
          double seconds = 0;
          int n = 0;

          for (; gh_bench_seconds_since (start) < EVENTS_SECONDS; n++)
            {
              seconds += run ("user.set-status", target, "{ \"status\": \"bypass\" }", 0, &entry, NULL);
              undo (entry);
            }
          gh_bench_print ("change-beside-events-seconds", seconds / n);
        }
      else
        g_usleep (EVENTS_SECONDS * G_USEC_PER_SEC);
      g_atomic_int_set (&events.stop, 1);
      g_thread_join (thread);

      gh_bench_print (beside ? "events-beside-a-second" : "events-alone-a-second", latencies->len / gh_bench_seconds_since (start));
      gh_bench_print_latencies (beside ? "events-beside" : "events-alone", latencies);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GError) error = NULL;
  gboolean is_import;

  setlocale (LC_ALL, "C.UTF-8");
  is_import = argc == 4 && strcmp (argv[1], "import") == 0;
  if (argc != 3 && !is_import)
    g_error ("Usage: %s import|change|search|events|keys FILE.db [FILE.csv]", argv[0]);

  store = is_import ? gh_store_create (argv[2], clock, &error) : gh_store_open (argv[2], clock, &error);
  gh_bench_check (error);
  actor = gh_actor_new_local ("bench");

  if (is_import)
    bench_import (argv[3]);
  else if (strcmp (argv[1], "change") == 0)
    bench_change ();
  else if (strcmp (argv[1], "search") == 0)
    bench_search ();
  else if (strcmp (argv[1], "keys") == 0)
    bench_keys ();
  else
    bench_events ();

  gh_actor_free (actor);
  g_clear_object (&store);

  return EXIT_SUCCESS;
}
