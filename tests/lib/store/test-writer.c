/* SPDX-License-Identifier: GPL-3.0-or-later */
/* N, X: small writes are committed together, none reported before it is on the disk. */
#include "gh-test-organisation.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define N_THREADS 8
#define N_EACH    125

#define N_KILLS 10
#define N_LAST  50

/* --- how often the disk is waited for --- */

static int n_syncs;

int fdatasync (int fd);
int fsync (int fd);

/* Replaces the C library's. */
int
fdatasync (int fd)
{
  g_atomic_int_inc (&n_syncs);

  return (int) syscall (SYS_fdatasync, fd);
}

int
fsync (int fd)
{
  g_atomic_int_inc (&n_syncs);

  return (int) syscall (SYS_fsync, fd);
}

/* --- pieces --- */

typedef struct {
  gint64    id;
  gboolean  fails;
  gint64    n_before;  /* out: how many there were */
  guint    *n_done;
  gboolean  is_done;
  GError   *error;
} Piece;

static gboolean
insert_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  Piece *piece = data;
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO main.exports (id, time, actor, what, format, query, rows, target)"
    " VALUES (%" G_GINT64_FORMAT ", 0, '', '', '', '', 0, '')", piece->id);
  g_autoptr (GhStatement) count = gh_connection_prepare_text (connection, "SELECT count (*) FROM main.exports", error);

  if (count == NULL || !gh_statement_require (count, error))
    return FALSE;
  piece->n_before = gh_statement_get_int (count, 0);
  gh_statement_finish (count, NULL);
  if (!gh_connection_execute (connection, sql, error))
    return FALSE;

  if (piece->fails)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED, "meant to fail");

  return !piece->fails;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Piece *piece = data;

  gh_store_write_finish (GH_STORE (source), result, &piece->error);
  piece->is_done = TRUE;
  (*piece->n_done)++;
}

static void
write_piece (GhStore *store,
             GhWrite  how,
             Piece   *piece)
{
  gh_store_write_async (store, GH_FILE_EVENTS, how, insert_cb, piece, done_cb, piece);
}

static gpointer
write_many (gpointer data)
{
  GhTestOrganisation *org = data;
  static int n_threads;
  gint64 first = 1 + N_EACH * (gint64) g_atomic_int_add (&n_threads, 1);
  g_autoptr (GMainContext) context = g_main_context_new ();
  Piece pieces[N_EACH] = { 0 };
  guint n_done = 0;

  g_main_context_push_thread_default (context);
  for (int i = 0; i < N_EACH; i++)
    {
      pieces[i] = (Piece) { .id = first + i, .n_done = &n_done };
      write_piece (org->store, GH_WRITE_TOGETHER, &pieces[i]);
    }
  while (n_done < N_EACH)
    g_main_context_iteration (context, TRUE);
  for (int i = 0; i < N_EACH; i++)
    g_assert_no_error (pieces[i].error);
  g_main_context_pop_thread_default (context);

  return NULL;
}

static void
test_together (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  GThread *threads[N_THREADS];
  int before = g_atomic_int_get (&n_syncs);

  for (int i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("writes", write_many, org);
  for (int i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  g_test_message ("%d writes, %d times to the disk", N_THREADS * N_EACH, g_atomic_int_get (&n_syncs) - before);
  g_assert_cmpint (g_atomic_int_get (&n_syncs) - before, >, 0);
  g_assert_cmpint (g_atomic_int_get (&n_syncs) - before, <, 100);
  gh_test_assert_query (org, "SELECT count (*) FROM events.exports", G_STRINGIFY (1000));
}

/* In order; one that runs alone sees earlier ones, and a failure undoes nothing else. */
static void
test_order (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  guint n_done = 0;
  Piece pieces[] = {
    { .id = 1 }, { .id = 2, .fails = TRUE }, { .id = 3 }, { .id = 4 }, { .id = 5, .fails = TRUE }, { .id = 6 },
    { .id = 1 }, /* exists */
    { .id = 7 },
  };
  static const gint64 n_before[] = { 0, 1, 1, 2, 3, 3, 4, 4 };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      pieces[i].n_done = &n_done;
      write_piece (org->store, i == 3 ? GH_WRITE_ALONE : GH_WRITE_TOGETHER, &pieces[i]);
    }
  while (n_done < G_N_ELEMENTS (pieces))
    g_main_context_iteration (NULL, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_assert_cmpint (pieces[i].n_before, ==, n_before[i]);
      if (pieces[i].fails)
        g_assert_error (pieces[i].error, GH_ERROR, GH_ERROR_FAILED);
      else if (i == 6)
        g_assert_nonnull (pieces[i].error);
      else
        g_assert_no_error (pieces[i].error);
      g_clear_error (&pieces[i].error);
    }
  gh_test_assert_query (org, "SELECT group_concat (id, ' ') FROM events.exports", "1 3 4 6 7");
}

static void
test_read_only (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *events = g_strconcat (org->path, "-events", NULL);
  g_autofree char *elsewhere = g_strconcat (org->path, "-elsewhere", NULL);
  guint n_done = 0;
  Piece pieces[] = { { .id = 1 }, { .id = 2 }, { .id = 3 } };

  g_assert_cmpint (rename (events, elsewhere), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      pieces[i].n_done = &n_done;
      write_piece (org->store, i == 1 ? GH_WRITE_ALONE : GH_WRITE_TOGETHER, &pieces[i]);
    }
  while (n_done < G_N_ELEMENTS (pieces))
    g_main_context_iteration (NULL, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_assert_error (pieces[i].error, GH_ERROR, GH_ERROR_GONE);
      g_clear_error (&pieces[i].error);
    }
}

/* The callback may drop the last reference to the store, on whatever thread that ends. */
static void
test_last_holder (void)
{
  for (int i = 0; i < N_LAST; i++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
      guint n_done = 0;
      Piece piece = { .id = 1, .n_done = &n_done };

      write_piece (org->store, i % 2 == 0 ? GH_WRITE_TOGETHER : GH_WRITE_ALONE, &piece);
      g_clear_object (&org->store);
      while (n_done == 0)
        g_main_context_iteration (NULL, TRUE);
      g_assert_no_error (piece.error);
      gh_test_reopen (org);
      gh_test_assert_query (org, "SELECT count (*) FROM events.exports", "1");
    }
}

static gboolean
insert_much_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  return gh_connection_execute (connection, "INSERT INTO main.exports (time, actor, what, format, query, rows, target)"
                                            " VALUES (0, '', '', '', '', 0, hex (zeroblob (500000)))", error);
}

/* Routine writes reach the file itself while it is open. */
static void
test_checkpoint (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *events = g_strconcat (org->path, "-events", NULL);
  gint64 end = g_get_monotonic_time () + 120 * G_USEC_PER_SEC;
  struct stat info = { 0 };

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;

      gh_store_write (org->store, GH_FILE_EVENTS, insert_much_cb, NULL, &error);
      g_assert_no_error (error);
    }
  do
    {
      g_usleep (1000);
      g_assert_cmpint (stat (events, &info), ==, 0);
    }
  while (info.st_size < 16 * 1000 * 1000 && g_get_monotonic_time () < end);
  g_assert_cmpint (info.st_size, >=, 16 * 1000 * 1000);
}

/* --- killed --- */

static void
told_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Piece *piece = data;

  if (!gh_store_write_finish (GH_STORE (source), result, &piece->error))
    g_error ("%s", piece->error->message);
  printf ("%" G_GINT64_FORMAT "\n", piece->id);
  fflush (stdout);
  (*piece->n_done)++;
}

/* Writes forever, and prints what is written. */
static void
write_as_program (const char *path)
{
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) store = gh_store_open (path, clock, &error);
  gint64 id = 1;

  g_assert_no_error (error);
  while (TRUE)
    {
      Piece pieces[20] = { 0 };
      guint n_done = 0;

      for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
        {
          pieces[i] = (Piece) { .id = id++, .n_done = &n_done };
          gh_store_write_async (store, GH_FILE_EVENTS, GH_WRITE_TOGETHER, insert_cb, &pieces[i], told_cb, &pieces[i]);
        }
      while (n_done < G_N_ELEMENTS (pieces))
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_killed (void)
{
  gint64 n_told = 0;

  for (int i = 0; i < N_KILLS; i++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
      g_autoptr (GSubprocess) program = NULL;
      g_autoptr (GDataInputStream) told = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      gint64 last = 0;
      char *line;

      g_clear_object (&org->store);
      program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "--write", org->path, NULL);
      g_assert_no_error (error);
      told = g_data_input_stream_new (g_subprocess_get_stdout_pipe (program));
      while ((line = g_data_input_stream_read_line (told, NULL, NULL, NULL)) != NULL)
        {
          gint64 id = g_ascii_strtoll (line, NULL, 10);

          /* A cut line does not count. */
          last = id > last ? id : last;
          g_free (line);
          if (last == 20 * (1 + i))
            g_subprocess_send_signal (program, SIGKILL);
        }
      g_subprocess_wait (program, NULL, NULL);

      gh_test_reopen (org);
      text = gh_test_query (org, "SELECT count (*) || ' ' || coalesce (max (id), 0) FROM events.exports");
      g_assert_cmpint (g_ascii_strtoll (text, NULL, 10), >=, last);
      g_assert_cmpint (g_ascii_strtoll (strchr (text, ' '), NULL, 10), ==, g_ascii_strtoll (text, NULL, 10));
      n_told += last;
    }
  g_assert_cmpint (n_told, >, 0);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    write_as_program (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/N/writer/together", test_together);
  g_test_add_func ("/N/writer/order", test_order);
  g_test_add_func ("/X/writer/read-only", test_read_only);
  g_test_add_func ("/N/writer/last-holder", test_last_holder);
  g_test_add_func ("/N/writer/events-checkpointed", test_checkpoint);
  g_test_add_func ("/X/writer/killed", test_killed);

  return g_test_run ();
}
