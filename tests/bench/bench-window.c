/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the real window: bench-window FILE.db [stock | keys | sort | select | scroll | open | change | sign-ins]
 *
 * Times are from the change until the frame that shows it has been painted. "stock" measures GTK's own widgets instead,
 * over the usernames of the same file: a GtkColumnView of strings over GtkFilterListModel and GtkSortListModel.
 * Prints a line "NAME VALUE" for each figure. */
#include <execinfo.h>
#include <locale.h>
#include <signal.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "app/gh-application.h"
#include "app/gh-window.h"
#include "kit/gh-table-list-private.h"
#include "kit/gh-table.h"
#include "operations/gh-run.h"
#include "users/gh-user-fields.h"
#include "users/gh-user-query.h"

#define N_ROUNDS 9
#define N_FRAMES 120
#define MAX_CHANGE 100000
#define DISPATCH_MS 8
#define MOST_SECONDS 600
#define SIGN_INS_A_SECOND 500
#define SIGN_INS_SECONDS 15
#define KEY_MS 1000

static GtkWindow *window;
static gint64 painted;      /* when the last frame was */
static double frame_worst;  /* longest frame, from start to end, in ms */
static gint64 frame_begin;

static void
print (const char *name,
       double      value)
{
  g_print ("%s %.6g\n", name, value);
}

static int
compare_doubles_cb (gconstpointer a,
                    gconstpointer b)
{
  const double *one = a;
  const double *other = b;

  return (*one > *other) - (*one < *other);
}

static void
append (GArray *times,
        double  ms)
{
  g_array_append_val (times, ms);
}

static void
print_times (const char *prefix,
             GArray     *times)
{
  const struct {
    const char *name;
    double      share;
  } parts[] = { { "median", 0.5 }, { "p95", 0.95 }, { "worst", 1 } };

  g_array_sort (times, compare_doubles_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *full = g_strconcat (prefix, "-", parts[i].name, NULL);

      print (full, g_array_index (times, double, MIN (times->len - 1, (guint) (parts[i].share * times->len))));
    }
}

static double
milliseconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static double
get_cpu_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000.0 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000.0;
}

/* The calling thread's: other programs on a busy machine lengthen the time, but hardly this. */
static double
get_thread_cpu_ms (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);

  return (double) spent.tv_sec * 1000.0 + (double) spent.tv_nsec / 1e6;
}

/* The process's own memory in MB, without mapped files. */
static double
get_anonymous_megabytes (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL) ||
      (line = strstr (text, "Anonymous:")) == NULL)
    return 0;

  return (double) g_ascii_strtoull (line + strlen ("Anonymous:"), NULL, 10) / 1000;
}

static void
before_paint_cb (GdkFrameClock *clock)
{
  frame_begin = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock)
{
  painted = g_get_monotonic_time ();
  frame_worst = MAX (frame_worst, (double) (painted - frame_begin) / 1000.0);
}

static void
watch_frames (void)
{
  GdkFrameClock *clock;

  gtk_window_present (window);
  while ((clock = gtk_widget_get_frame_clock (GTK_WIDGET (window))) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

static void
run_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + 1000 * (gint64) milliseconds;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static void
wait_for_paint (void)
{
  gint64 before = painted;

  gtk_widget_queue_draw (GTK_WIDGET (window));
  while (painted == before)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

static GtkWidget *
wait_for (GType type)
{
  GtkWidget *found;

  while ((found = find (GTK_WIDGET (window), type)) == NULL)
    g_main_context_iteration (NULL, TRUE);

  return found;
}

static void
measure_scrolling (GtkAdjustment *adjustment,
                   const char    *prefix,
                   double         step)
{
  g_autoptr (GArray) cpu = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *cpu_name = g_strconcat (prefix, "-cpu", NULL);
  g_autofree char *frame_name = g_strconcat (prefix, "-frame-worst", NULL);

  gtk_adjustment_set_value (adjustment, 0);
  run_for (500);
  frame_worst = 0;
  for (int i = 0; i < N_FRAMES; i++)
    {
      double begin = get_cpu_ms ();

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
      wait_for_paint ();
      append (cpu, get_cpu_ms () - begin);
    }
  print_times (cpu_name, cpu);
  print (frame_name, frame_worst);
  gtk_adjustment_set_value (adjustment, 0);
  run_for (300);
}

/* --- our window --- */

static GhTable *table;

/* Until ids other than @old are shown and painted. */
static double
wait_for_ids (GArray *old,
              gint64  start)
{
  while (gh_table_list_get_ids (gh_table_get_list (table)) == old)
    g_main_context_iteration (NULL, TRUE);
  wait_for_paint ();

  return milliseconds_since (start);
}

static void
settle (void)
{
  const GhTableList *list = gh_table_get_list (table);

  while (list->work_id != 0 || list->step_id != 0)
    g_main_context_iteration (NULL, TRUE);
  run_for (60);
}

static gboolean
timed_out_cb (gpointer data)
{
  guint *id = data;

  *id = 0;

  return G_SOURCE_REMOVE;
}

typedef struct {
  GArray *times;
  GArray *cpu;
} Keys;

/* Types one key; FALSE if the list did not change. */
static gboolean
type_key (GtkEditable *entry,
          const char  *key,
          double      *ms,
          double      *cpu_ms)
{
  g_autoptr (GArray) old = g_array_ref (gh_table_list_get_ids (gh_table_get_list (table)));
  int place = gtk_editable_get_position (entry);
  gint64 start = g_get_monotonic_time ();
  double cpu_start = get_thread_cpu_ms ();
  guint timeout_id;

  gtk_editable_insert_text (entry, key, 1, &place);
  gtk_editable_set_position (entry, place);
  timeout_id = g_timeout_add (KEY_MS, timed_out_cb, &timeout_id);
  while (gh_table_list_get_ids (gh_table_get_list (table)) == old && timeout_id != 0)
    g_main_context_iteration (NULL, TRUE);
  if (timeout_id == 0)
    return FALSE;

  g_source_remove (timeout_id);
  wait_for_paint ();
  *ms = milliseconds_since (start);
  *cpu_ms = get_thread_cpu_ms () - cpu_start;

  return TRUE;
}

static void
type_words (GtkEditable *entry,
            const char  *prefix)
{
  static const char *const words[] = { "ingrid", "larsen", "omar", "kim", "0199", "status:bypass an" };
  Keys keys[2]; /* those answered at once; those that a pause must end, as they may begin a field's name */
  int n_unanswered = 0;
  g_autofree char *unanswered = NULL;
  guint n_all = gh_table_list_get_ids (gh_table_get_list (table))->len;
  gboolean is_listing_keys = g_getenv ("BENCH_KEYS") != NULL; /* each of them, to stderr */

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    keys[i] = (Keys) { g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)) };
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      for (const char *key = words[i]; *key != '\0'; key++)
        {
          gsize place = (gsize) (key - words[i]);
          g_autofree char *typed = g_strndup (words[i], place + 1);
          gboolean is_paused = *key != ' ' && gh_query_may_become_term (typed, place, gh_user_fields);
          double ms, cpu_ms;

          /* A field without a value yet leaves the list as it was. */
          if (!type_key (entry, key, &ms, &cpu_ms))
            {
              n_unanswered++;
              continue;
            }
          append (keys[is_paused].times, ms);
          append (keys[is_paused].cpu, cpu_ms);
          if (is_listing_keys)
            g_printerr ("%s: %.1f ms, CPU %.1f ms%s\n", typed, ms, cpu_ms, is_paused ? ", with its pause" : "");
          run_for (80);
        }
      gtk_editable_set_text (entry, "");
      while (gh_table_list_get_ids (gh_table_get_list (table))->len != n_all)
        g_main_context_iteration (NULL, TRUE);
      settle ();
    }
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *kind = i == 0 ? "key" : "paused-key";
      g_autofree char *number = g_strconcat (prefix, kind, "s", NULL);
      g_autofree char *times = g_strconcat (prefix, kind, NULL);
      g_autofree char *cpu = g_strconcat (prefix, kind, "-cpu", NULL);

      print (number, keys[i].times->len);
      print_times (times, keys[i].times);
      print_times (cpu, keys[i].cpu);
      g_array_unref (keys[i].times);
      g_array_unref (keys[i].cpu);
    }
  unanswered = g_strconcat (prefix, "unanswered-keys", NULL);
  print (unanswered, n_unanswered);
}

static void
sort (void)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW));
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GtkColumnViewColumn) username = NULL;
  g_autoptr (GtkColumnViewColumn) realname = NULL;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) cpu = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), "Username") == 0)
        username = g_object_ref (column);
      else if (g_strcmp0 (gtk_column_view_column_get_title (column), "Real name") == 0)
        realname = g_object_ref (column);
    }

  for (int i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GArray) old = g_array_ref (gh_table_list_get_ids (gh_table_get_list (table)));
      gint64 start = g_get_monotonic_time ();
      double cpu_start = get_thread_cpu_ms ();
      double ms, cpu_ms;

      gtk_column_view_sort_by_column (view, i % 2 == 0 ? realname : username, GTK_SORT_ASCENDING);
      ms = wait_for_ids (old, start);
      cpu_ms = get_thread_cpu_ms () - cpu_start;
      g_array_append_val (cpu, cpu_ms);
      /* From now on both orders exist. */
      if (i == 0)
        print ("sort-first", ms);
      else
        g_array_append_val (times, ms);
      settle ();
    }
  print_times ("sort", times);
  print_times ("sort-cpu", cpu);
  gtk_column_view_sort_by_column (view, username, GTK_SORT_ASCENDING);
  run_for (300);
}

static void
select_all (void)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) cpu = g_array_new (FALSE, FALSE, sizeof (double));
  GtkSelectionModel *list = GTK_SELECTION_MODEL (gh_table_get_list (table));

  for (int i = 0; i < N_ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double cpu_start = get_thread_cpu_ms ();

      gtk_selection_model_select_all (list);
      wait_for_paint ();
      append (times, milliseconds_since (start));
      append (cpu, get_thread_cpu_ms () - cpu_start);
      gtk_selection_model_unselect_all (list);
      settle ();
    }
  print_times ("select-all", times);
  print_times ("select-all-cpu", cpu);
}

static gboolean
is_shown (const char *username)
{
  return g_str_has_prefix (gtk_window_get_title (window), username);
}

/* A different one each time, so that nothing is cached. */
static void
open_users (sqlite3 *db)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) cpu = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < N_ROUNDS; i++)
    {
      gint64 id = gh_table_list_get_id (gh_table_get_list (table), 1000 + 7 * i);
      sqlite3_stmt *select = NULL;
      g_autofree char *key = NULL;
      g_autofree char *username = NULL;
      gint64 start;
      double cpu_start;
      double ms;

      sqlite3_prepare_v2 (db, "SELECT key, username FROM users WHERE id = ?1", -1, &select, NULL);
      sqlite3_bind_int64 (select, 1, id);
      g_assert_cmpint (sqlite3_step (select), ==, SQLITE_ROW);
      key = g_strdup ((const char *) sqlite3_column_text (select, 0));
      username = g_strdup ((const char *) sqlite3_column_text (select, 1));
      sqlite3_finalize (select);

      start = g_get_monotonic_time ();
      cpu_start = get_thread_cpu_ms ();
      gtk_widget_activate_action (GTK_WIDGET (window), "win.open-user", "s", key);
      while (!is_shown (username))
        g_main_context_iteration (NULL, TRUE);
      wait_for_paint ();
      ms = milliseconds_since (start);
      if (i == 0)
        print ("open-first", ms);
      else
        g_array_append_val (times, ms);
      ms = get_thread_cpu_ms () - cpu_start;
      if (i > 0)
        g_array_append_val (cpu, ms);
      run_for (200);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
      run_for (200);
    }
  print_times ("open", times);
  print_times ("open-cpu", cpu);
}

/* --- a change beside --- */

typedef struct {
  char *path;
  int   is_done;
} Change;

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  const GhView view = { .query = "status:active -is:managed", .sort = "username",
                            .now = g_get_real_time () / G_USEC_PER_SEC, .time_zone = "UTC" };

  return gh_view_list_unordered (&gh_user_views, &view, connection, data, error);
}

static gpointer
change_thread (gpointer data)
{
  Change *change = data;
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) store = gh_store_open (change->path, clock, &error);
  g_autoptr (GhActor) actor = gh_actor_new_local ("bench");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GhTarget) target = NULL;

  g_assert_no_error (error);
  gh_store_read (store, list_cb, ids, &error);
  g_assert_no_error (error);
  target = gh_target_new_for_ids ((const gint64 *) (gpointer) ids->data, MIN (ids->len, MAX_CHANGE));
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (i == 0 ? "{ \"status\": \"bypass\" }" : "{}", NULL);
      g_autoptr (GhResult) result = gh_run (store,
                                            &(GhRequest) {
                                              .operation = gh_operation_find (i == 0 ? "user.set-status" : "log.undo"),
                                              .actor = actor,
                                              .target = i == 0 ? target : NULL,
                                              .parameters = json_node_get_object (node),
                                            },
                                            NULL, &error);

      g_assert_no_error (error);
      if (i == 0)
        print ("change-users", result->changed);
    }
  g_atomic_int_set (&change->is_done, TRUE);
  g_main_context_wakeup (NULL);

  return NULL;
}

/* With BENCH_STACKS set, prints the main loop's stack to stderr when a dispatch takes too long. */
static void
stack_cb (int number)
{
  void *frames[40];
  int n = backtrace (frames, G_N_ELEMENTS (frames));

  backtrace_symbols_fd (frames, n, STDERR_FILENO);
  (void) !write (STDERR_FILENO, "\n", 1);
}

static timer_t
create_watchdog (void)
{
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGUSR1 };
  void *frame;
  timer_t timer;

  event._sigev_un._tid = gettid ();
  backtrace (&frame, 1); /* loads a library the first time */
  signal (SIGUSR1, stack_cb);
  timer_create (CLOCK_THREAD_CPUTIME_ID, &event, &timer);

  return timer;
}

static void
set_watchdog (timer_t timer,
              long    milliseconds)
{
  const struct itimerspec spec = { .it_value = { 0, milliseconds * 1000000 } };

  if (g_getenv ("BENCH_STACKS") != NULL)
    timer_settime (timer, 0, &spec, NULL);
}

/* How long the main loop is busy without painting while another program's operation arrives. */
static void
watch_dispatches (const char *path)
{
  Change change = { g_strdup (path), FALSE };
  GMainContext *context = g_main_context_default ();
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) cpu = g_array_new (FALSE, FALSE, sizeof (double));
  timer_t watchdog = create_watchdog ();
  GThread *thread;
  gint64 end = 0;

  g_assert_true (g_main_context_acquire (context));
  thread = g_thread_new ("change", change_thread, &change);
  while (end == 0 || g_get_monotonic_time () < end)
    {
      GPollFD fds[64];
      int priority, timeout, n;
      gint64 before, start;
      double cpu_start;
      double ms, cpu_ms;

      if (end == 0 && g_atomic_int_get (&change.is_done))
        end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;
      g_main_context_prepare (context, &priority);
      n = g_main_context_query (context, priority, &timeout, fds, G_N_ELEMENTS (fds));
      g_poll (fds, n, timeout < 0 || timeout > 50 ? 50 : timeout);
      if (!g_main_context_check (context, priority, fds, n))
        continue;

      before = painted;
      start = g_get_monotonic_time ();
      cpu_start = get_thread_cpu_ms ();
      set_watchdog (watchdog, DISPATCH_MS);
      g_main_context_dispatch (context);
      set_watchdog (watchdog, 0);
      ms = milliseconds_since (start);
      cpu_ms = get_thread_cpu_ms () - cpu_start;
      if (painted == before)
        {
          g_array_append_val (times, ms);
          g_array_append_val (cpu, cpu_ms);
        }
    }
  g_main_context_release (context);
  g_thread_join (thread);
  g_free (change.path);
  timer_delete (watchdog);
  print_times ("dispatch", times);
  print_times ("dispatch-cpu", cpu);
}

/* --- beside sign-ins --- */

static gboolean
sign_in_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  return gh_connection_execute (connection, data, error);
}

/* Users sign in one after another, each durably, until stopped. */
static void
sign_in (const char *path)
{
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) store = gh_store_open (path, clock, &error);
  gint64 start = g_get_monotonic_time ();

  g_assert_no_error (error);
  for (gint64 i = 0;; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO logins SELECT user_id, %" G_GINT64_FORMAT " FROM logins"
                                              " WHERE user_id >= %u LIMIT 1"
                                              " ON CONFLICT DO UPDATE SET time = excluded.time",
                                              gh_clock_now (clock), g_random_int_range (1, 10000));
      gint64 early = start + i * G_USEC_PER_SEC / SIGN_INS_A_SECOND - g_get_monotonic_time ();

      if (early > 0)
        g_usleep ((gulong) early);
      gh_store_write (store, GH_FILE_EVENTS, sign_in_cb, sql, &error);
      g_assert_no_error (error);
    }
}

static gint64
read_last_change (const char *path)
{
  g_autofree char *events = g_strconcat (path, "-events", NULL);
  sqlite3_stmt *stmt = NULL;
  sqlite3 *db = NULL;
  gint64 last;

  g_assert_cmpint (sqlite3_open_v2 (events, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT max (id) FROM changes", -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  last = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);

  return last;
}

/* The cost of an idle window, and of a key, while another program signs users in. */
static void
watch_sign_ins (const char  *path,
                GtkEditable *entry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) program = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", path, "sign-in",
                                                      NULL);
  gint64 first, start;
  double cpu;

  g_assert_no_error (error);
  run_for (3000);
  first = read_last_change (path);
  start = g_get_monotonic_time ();
  cpu = get_cpu_ms ();
  run_for (SIGN_INS_SECONDS * 1000);
  print ("sign-ins-percent", (get_cpu_ms () - cpu) / milliseconds_since (start) * 100);
  print ("sign-ins-a-second", (double) (read_last_change (path) - first) / milliseconds_since (start) * 1000);
  type_words (entry, "sign-ins-");
  g_subprocess_force_exit (program);
  g_subprocess_wait (program, NULL, NULL);
}

static gboolean
is_wanted (const char *wanted,
           const char *what)
{
  return wanted == NULL || strcmp (wanted, what) == 0;
}

/* @what: (nullable): only this, for a profiler */
static void
measure_window (const char *path,
                const char *what,
                gint64      start)
{
  g_autoptr (GhApplication) application = gh_application_new ();
  g_autoptr (GSettings) settings = g_settings_new ("io.github.gatehouse.Gatehouse");
  g_autoptr (GError) error = NULL;
  GhTableRow *row;
  sqlite3 *db = NULL;

  /* A window that refuses the file never shows what is awaited. */
  alarm (MOST_SECONDS);

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  window = GTK_WINDOW (gh_window_new (GTK_APPLICATION (application), settings));
  gh_window_open (GH_WINDOW (window), path, NULL);
  watch_frames ();

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-page", "s", "users");
  table = GH_TABLE (wait_for (GH_TYPE_TABLE));
  while ((row = gh_table_list_peek_row (gh_table_get_list (table), 0)) == NULL ||
         gh_table_row_get_text (row, 0) == NULL || *gh_table_row_get_text (row, 0) == '\0')
    g_main_context_iteration (NULL, TRUE);
  wait_for_paint ();
  print ("first-rows", milliseconds_since (start));
  print ("first-rows-cpu", get_thread_cpu_ms ());

  /* The search answers once it is loaded. */
  {
    GtkEditable *entry = GTK_EDITABLE (wait_for (GTK_TYPE_SEARCH_ENTRY));
    g_autoptr (GArray) old = NULL;

    run_for (100);
    while (gh_table_list_get_ids (gh_table_get_list (table))->len <= 100)
      g_main_context_iteration (NULL, TRUE);
    print ("all-rows", milliseconds_since (start));
    old = g_array_ref (gh_table_list_get_ids (gh_table_get_list (table)));
    gtk_editable_set_text (entry, "haugen");
    while (gh_table_list_get_ids (gh_table_get_list (table)) == old)
      g_main_context_iteration (NULL, TRUE);
    wait_for_paint ();
    print ("search-ready", milliseconds_since (start));
    gtk_editable_set_text (entry, "");
    run_for (2000);
    settle ();

    print ("memory", get_anonymous_megabytes ());
    if (is_wanted (what, "keys"))
      type_words (entry, "");
  }
  if (is_wanted (what, "sort"))
    sort ();
  if (is_wanted (what, "select"))
    select_all ();
  if (is_wanted (what, "scroll"))
    {
      GtkWidget *view = find (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW);
      GtkWidget *scrolled = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

      measure_scrolling (adjustment, "scroll-row", 37);
      measure_scrolling (adjustment, "scroll-page", 700);
    }
  if (is_wanted (what, "open"))
    {
      g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
      open_users (db);
      sqlite3_close (db);
    }
  if (is_wanted (what, "sign-ins"))
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.open-page", "s", "users");
      settle ();
      watch_sign_ins (path, GTK_EDITABLE (wait_for (GTK_TYPE_SEARCH_ENTRY)));
    }
  if (is_wanted (what, "change"))
    watch_dispatches (path);
  print ("memory-at-end", get_anonymous_megabytes ());
}

/* --- GTK's own list --- */

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (string));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
measure_stock (const char *path)
{
  g_autoptr (GtkStringList) strings = gtk_string_list_new (NULL);
  GtkExpression *string = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkStringFilter *filter = gtk_string_filter_new (gtk_expression_ref (string));
  GtkSorter *sorter = GTK_SORTER (gtk_string_sorter_new (string));
  GtkWidget *view = gtk_column_view_new (NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) sorts = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) selections = g_array_new (FALSE, FALSE, sizeof (double));
  GtkSelectionModel *model;
  sqlite3_stmt *select = NULL;
  sqlite3 *db = NULL;
  gint64 start;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT username FROM users", -1, &select, NULL);
  while (sqlite3_step (select) == SQLITE_ROW)
    gtk_string_list_append (strings, (const char *) sqlite3_column_text (select, 0));
  sqlite3_finalize (select);
  sqlite3_close (db);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  column = gtk_column_view_column_new ("Username", factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
  model = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (gtk_filter_list_model_new (
    G_LIST_MODEL (gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (strings)),
                                           g_object_ref (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (view))))),
    GTK_FILTER (filter)))));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), model);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (window, 1280, 800);
  adw_window_set_content (ADW_WINDOW (window), scrolled);
  watch_frames ();
  wait_for_paint ();
  run_for (1000);

  for (const char *word = "ingrid"; *word != '\0'; word++)
    {
      g_autofree char *typed = g_strndup ("ingrid", (gsize) (7 - strlen (word)));

      start = g_get_monotonic_time ();
      gtk_string_filter_set_search (filter, typed);
      wait_for_paint ();
      append (keys, milliseconds_since (start));
      run_for (80);
    }
  print_times ("key", keys);
  gtk_string_filter_set_search (filter, "");
  run_for (500);

  for (int i = 0; i < N_ROUNDS; i++)
    {
      start = g_get_monotonic_time ();
      gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), column,
                                      i % 2 == 0 ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
      wait_for_paint ();
      append (sorts, milliseconds_since (start));
      start = g_get_monotonic_time ();
      gtk_selection_model_select_all (model);
      wait_for_paint ();
      append (selections, milliseconds_since (start));
      gtk_selection_model_unselect_all (model);
      run_for (100);
    }
  print_times ("sort", sorts);
  print_times ("select-all", selections);
  measure_scrolling (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), "scroll-page", 700);
}

int
main (int    argc,
      char **argv)
{
  gint64 start = g_get_monotonic_time ();

  setlocale (LC_ALL, "C.UTF-8");
  if (argc < 2 || sodium_init () < 0)
    g_error ("Usage: %s FILE.db [WHAT]", argv[0]);

  if (argc > 2 && strcmp (argv[2], "stock") == 0)
    {
      adw_init ();
      measure_stock (argv[1]);
    }
  else if (argc > 2 && strcmp (argv[2], "sign-in") == 0)
    sign_in (argv[1]);
  else
    measure_window (argv[1], argv[2], start);
  /* The window is not taken apart: only what is measured counts. */
  fflush (stdout);
  _exit (0);
}
