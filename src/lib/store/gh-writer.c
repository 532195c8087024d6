/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-writer.h"

#include "store/gh-statement-private.h"
#include "store/gh-store-private.h"

#include <glib/gi18n-lib.h>

/* At most this many are committed together, so that the first does not wait for all that come meanwhile. */
#define MAX_TOGETHER 1000

/* Whoever was answered may ask again at once: a commit that many shared is worth waiting so long for as many. */
#define GATHER_US 300

/* How long a sign-in waits for a lock (V3). */
#define SIGN_IN_PATIENCE_MS 2000

/* While a lock is waited for it is tried at least so often; whoever waits for the thread looks more rarely. */
#define TRY_US  (50 * G_TIME_SPAN_MILLISECOND)
#define LOOK_US (250 * G_TIME_SPAN_MILLISECOND)

struct _GhWriter {
  GhStore      *store;
  GhFile        file;
  GThread      *thread;
  GhConnection *connection; /* of the thread, as what follows; nullable */
  gint64        patience;   /* how long to wait for a lock, in microseconds */
  gint64        began;      /* when it began to wait */
  guint         n_last;     /* how many pieces the last commit had */

  GMutex        lock;       /* for what follows, and for a piece that is waited for */
  GCond         changed;
  GQueue        pieces;
  gint64        waited;     /* when the thread last waited for a lock */
  gboolean      is_ending;
  gboolean      frees_itself;
};

typedef struct {
  GhWrite      how;
  GhStoreFunc  func;
  gpointer     data;
  GTask       *task;    /* NULL: a thread waits for it */
  GError      *error;
  gboolean     result;
  gboolean     is_done;
} Piece;

/* For gh_writer_is_current(). */
static GPrivate current_connection = G_PRIVATE_INIT (NULL);

/* --- the thread --- */

static gint64
get_patience (GhWrite how)
{
  int patience = gh_connection_get_patience ();

  return (how == GH_WRITE_SIGN_IN ? MIN (patience, SIGN_IN_PATIENCE_MS) : patience) * G_TIME_SPAN_MILLISECOND;
}

/* As SQLite's own, but others can see that it waits. */
static int
wait_for_lock (gpointer data,
               int      n_tries)
{
  GhWriter *self = data;
  gint64 now = g_get_monotonic_time ();

  if (n_tries == 0)
    self->began = now;
  g_mutex_lock (&self->lock);
  self->waited = now;
  g_mutex_unlock (&self->lock);
  if (now - self->began >= self->patience)
    return 0;

  g_usleep ((gulong) MIN ((1 + n_tries) * G_TIME_SPAN_MILLISECOND, TRY_US));

  return 1;
}

static void
set_locked (GhWriter  *self,
            GError   **error)
{
  g_clear_error (error);
  g_set_error (error, GH_ERROR, GH_ERROR_LOCKED, _("Another program keeps “%s” locked: end it."),
               gh_store_get_file_path (self->store, self->file));
}

static void
gather (GhWriter *self)
{
  gint64 until = g_get_monotonic_time () + GATHER_US;

  while (self->n_last > 1 && self->pieces.length < self->n_last && !self->is_ending)
    if (!g_cond_wait_until (&self->changed, &self->lock, until))
      break;
}

/* Takes the next pieces to write in one commit; empty when the writer ends. */
static GPtrArray *
take_pieces (GhWriter *self)
{
  GPtrArray *pieces = g_ptr_array_new ();
  GhWrite how = GH_WRITE_ALONE;

  g_mutex_lock (&self->lock);
  while (g_queue_is_empty (&self->pieces) && !self->is_ending)
    g_cond_wait (&self->changed, &self->lock);
  gather (self);
  while (!g_queue_is_empty (&self->pieces) && pieces->len < MAX_TOGETHER)
    {
      Piece *piece = g_queue_peek_head (&self->pieces);

      if (pieces->len > 0 && piece->how != how)
        break;
      how = piece->how;
      g_ptr_array_add (pieces, g_queue_pop_head (&self->pieces));
      if (how == GH_WRITE_ALONE)
        break;
    }
  self->n_last = pieces->len;
  g_mutex_unlock (&self->lock);

  return pieces;
}

static void
end_piece (GhWriter *self,
           Piece    *piece)
{
  GTask *task = piece->task;

  if (task == NULL)
    {
      g_mutex_lock (&self->lock);
      piece->is_done = TRUE;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->lock);
      return;
    }

  if (piece->error != NULL)
    g_task_return_error (task, piece->error);
  else
    g_task_return_boolean (task, piece->result);
  g_object_unref (task);
  g_free (piece);
}

static void
fail_piece (Piece        *piece,
            const GError *error)
{
  piece->result = FALSE;
  if (piece->error == NULL)
    piece->error = g_error_copy (error);
}

static void
run_piece (GhWriter *self,
           Piece    *piece)
{
  piece->result = piece->func (self->connection, piece->data, &piece->error);
  gh_connection_set_cancellable (self->connection, NULL);
  if (!piece->result && piece->error == NULL)
    gh_sqlite_set_damaged (&piece->error, self->connection->path);
}

/* Runs a piece within the transaction; if it fails, its changes are rolled back. */
static gboolean
run_in_savepoint (GhWriter  *self,
                  Piece     *piece,
                  GError   **error)
{
  if (!gh_connection_execute (self->connection, "SAVEPOINT piece", error))
    return FALSE;

  run_piece (self, piece);

  /* A full disk rolls back the whole transaction. */
  if (sqlite3_get_autocommit (self->connection->db))
    {
      g_assert (piece->error != NULL);
      g_propagate_error (error, g_error_copy (piece->error));
      return FALSE;
    }

  return (piece->result || gh_connection_execute (self->connection, "ROLLBACK TO piece", error)) &&
         gh_connection_execute (self->connection, "RELEASE piece", error);
}

static gboolean
write_together (GhWriter   *self,
                GPtrArray  *pieces,
                GError    **error)
{
  if (!gh_connection_begin_write (self->connection, error))
    return FALSE;

  for (guint i = 0; i < pieces->len; i++)
    if (!run_in_savepoint (self, g_ptr_array_index (pieces, i), error))
      {
        gh_connection_rollback (self->connection);
        return FALSE;
      }

  return gh_connection_commit (self->connection, error);
}

static gboolean
write_pieces (GhWriter   *self,
              GPtrArray  *pieces,
              GError    **error)
{
  Piece *first = g_ptr_array_index (pieces, 0);

  if (!gh_store_begin_writing (self->store, self->file, &self->connection, error))
    return FALSE;

  g_private_set (&current_connection, self->connection);
  self->patience = get_patience (first->how);
  sqlite3_busy_handler (self->connection->db, wait_for_lock, self);
  if (first->how == GH_WRITE_ALONE)
    {
      run_piece (self, first);
      return TRUE;
    }

  if (write_together (self, pieces, error))
    return TRUE;

  if (first->how == GH_WRITE_SIGN_IN && g_error_matches (*error, GH_ERROR, GH_ERROR_LOCKED))
    set_locked (self, error);

  return FALSE;
}

static gboolean
has_written (GPtrArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    if (((const Piece *) g_ptr_array_index (pieces, i))->result)
      return TRUE;

  return FALSE;
}

static void
writer_free (GhWriter *self)
{
  gh_writer_forget_connection (self);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gpointer
writer_thread (gpointer data)
{
  GhWriter *self = data;

  while (TRUE)
    {
      g_autoptr (GPtrArray) pieces = take_pieces (self);
      g_autoptr (GError) error = NULL;
      gboolean ok;

      if (pieces->len == 0)
        break;

      ok = write_pieces (self, pieces, &error);
      for (guint i = 0; !ok && i < pieces->len; i++)
        fail_piece (g_ptr_array_index (pieces, i), error);
      /* While one commit follows another, the pages are wanted again. */
      if (self->connection != NULL && pieces->len == 1)
        sqlite3_db_release_memory (self->connection->db);
      gh_store_end_writing (self->store, self->file, ok && has_written (pieces) ? self->connection : NULL);
      for (guint i = 0; i < pieces->len; i++)
        end_piece (self, g_ptr_array_index (pieces, i));
    }

  if (self->frees_itself)
    writer_free (self);

  return NULL;
}

/* --- from other threads --- */

GhWriter *
gh_writer_new (GhStore *store,
               GhFile   file)
{
  GhWriter *self = g_new0 (GhWriter, 1);

  self->store = store;
  self->file = file;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->pieces);
  self->thread = g_thread_new (file == GH_FILE_DIRECTORY ? "write-directory" : "write-events", writer_thread, self);

  return self;
}

void
gh_writer_free (GhWriter *self)
{
  /* Returning the last task may have dropped the last reference to the store. */
  gboolean is_self = g_thread_self () == self->thread;

  g_mutex_lock (&self->lock);
  self->is_ending = TRUE;
  self->frees_itself = is_self;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  if (is_self)
    {
      gh_writer_forget_connection (self);
      g_thread_unref (self->thread);
      return;
    }

  g_thread_join (self->thread);
  writer_free (self);
}

static void
push (GhWriter *self,
      Piece    *piece)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->pieces, piece);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* Whether the thread waits for a lock for an earlier piece, behind which @piece has waited long enough. */
static gboolean
give_up (GhWriter *self,
         Piece    *piece)
{
  if (g_get_monotonic_time () - self->waited > LOOK_US || !g_queue_remove (&self->pieces, piece))
    return FALSE;

  set_locked (self, &piece->error);

  return TRUE;
}

static void
wait_for_piece (GhWriter *self,
                Piece    *piece)
{
  gint64 end = g_get_monotonic_time () + get_patience (piece->how);

  while (!piece->is_done)
    if (piece->how != GH_WRITE_SIGN_IN)
      g_cond_wait (&self->changed, &self->lock);
    else if (!g_cond_wait_until (&self->changed, &self->lock, end))
      {
        if (give_up (self, piece))
          return;
        end = g_get_monotonic_time () + LOOK_US;
      }
}

gboolean
gh_writer_run (GhWriter     *self,
               GhWrite       how,
               GhStoreFunc   func,
               gpointer      data,
               GError      **error)
{
  Piece piece = { .how = how, .func = func, .data = data };

  g_assert (g_thread_self () != self->thread);
  push (self, &piece);
  g_mutex_lock (&self->lock);
  wait_for_piece (self, &piece);
  g_mutex_unlock (&self->lock);
  if (piece.error != NULL)
    g_propagate_error (error, piece.error);

  return piece.result;
}

void
gh_writer_run_async (GhWriter    *self,
                     GhWrite      how,
                     GhStoreFunc  func,
                     gpointer     data,
                     GTask       *task)
{
  Piece *piece = g_new0 (Piece, 1);

  piece->how = how;
  piece->func = func;
  piece->data = data;
  piece->task = task;
  push (self, piece);
}

void
gh_writer_detach (GhWriter   *self,
                  const char *sql)
{
  if (self->connection != NULL)
    gh_connection_execute (self->connection, sql, NULL);
}

void
gh_writer_forget_connection (GhWriter *self)
{
  g_clear_pointer (&self->connection, gh_connection_close);
}

gboolean
gh_writer_is_current (GhConnection *connection)
{
  return g_private_get (&current_connection) == connection;
}
