/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "organisation/gh-restore.h"

#include "administrators/gh-administrator-events.h"
#include "keys/gh-keys-lend.h"
#include "logs/gh-log-entry.h"
#include "logs/gh-log-verify.h"
#include "operations/gh-ending.h"
#include "operations/gh-former-names.h"
#include "operations/gh-witness.h"
#include "operations/gh-head.h"
#include "operations/gh-run-ids.h"
#include "reports/gh-export.h"
#include "store/gh-backup.h"
#include "store/gh-content.h"
#include "store/gh-file.h"
#include "verification/gh-facts.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

typedef struct {
  const char *missing;      /* why there is no database, or none that can be read: "gone", "damaged", "unsafe" */
  char       *organisation; /* NULL: as above */
  GhHead      log;          /* number 0: it cannot be read */
  char       *ids;          /* the highest row ids assigned in it: "groups 4 users 41" */
  GPtrArray  *endings;      /* those that did not reach the events file, for gh_ending_add() */
  GhAbandonedNames *names;  /* of users */
} Head;

static void
head_clear (Head *self)
{
  g_clear_pointer (&self->organisation, g_free);
  g_clear_pointer (&self->ids, g_free);
  g_clear_pointer (&self->endings, g_ptr_array_unref);
  g_clear_pointer (&self->names, gh_abandoned_names_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, head_clear)

void
gh_restore_report_free (GhRestoreReport *self)
{
  g_clear_pointer (&self->result, gh_result_free);
  g_clear_pointer (&self->differences, gh_restore_differences_free);
  g_free (self->aside);
  g_free (self);
}

/* --- reading --- */

static gboolean
read_head_cb (GhConnection  *connection,
              gpointer       data,
              GError       **error)
{
  Head *head = data;
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "organisation/get-organisation-key", error);

  if (gh_statement_next (select))
    head->organisation = g_strdup (gh_statement_get_text (select, 0));
  if (!gh_statement_finish (select, error) || !gh_head_read (&head->log, connection, error))
    return FALSE;

  if (!head->log.is_whole)
    head->log.seq = 0;

  return TRUE;
}

typedef struct {
  GString   *ids;
  gint64     highest_ending; /* in the events file */
  GPtrArray *endings;
} Known;

static gboolean
read_events_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  Known *known = data;

  return gh_run_list_ids_of_events (connection, known->ids, error) &&
         gh_ending_read_highest (connection, &known->highest_ending, error);
}

static gboolean
read_directory_cb (GhConnection  *connection,
                   gpointer       data,
                   GError       **error)
{
  Known *known = data;

  return gh_run_list_ids (connection, "organisation/list-row-ids", known->ids, error) &&
         gh_ending_list (connection, known->highest_ending, known->endings, error);
}

static gboolean
read_former_names_cb (GhConnection  *connection,
                      gpointer       data,
                      GError       **error)
{
  return gh_abandoned_names_read_former (data, connection, error);
}

/* Reads what must outlive the database (O10): which row ids must not be reused, what has ended, and which names were
 * somebody's. What cannot be read, or is of an earlier version, does not stop the restore. */
static void
read_known (const char *database,
            Head       *head)
{
  Known known = { .ids = g_string_new (NULL), .endings = gh_ending_list_new () };

  gh_backup_read_events (database, read_events_cb, &known, NULL);
  gh_backup_read (database, read_directory_cb, &known, NULL);
  head->ids = g_string_free (known.ids, FALSE);
  head->endings = known.endings;
  head->names = gh_abandoned_names_new ();
  gh_backup_read (database, read_former_names_cb, head->names, NULL);
}

/* A database that is missing or damaged has nothing to abandon; one that merely cannot be read now is left alone. */
static gboolean
read_live_head (const char  *database,
                Head        *head,
                GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  if (gh_backup_read (database, read_head_cb, head, &local_error))
    return TRUE;

  head_clear (head);
  head->log.seq = 0;
  if (g_error_matches (local_error, GH_ERROR, GH_ERROR_NOT_FOUND))
    head->missing = "gone";
  else if (g_error_matches (local_error, GH_ERROR, GH_ERROR_DAMAGED))
    head->missing = "damaged";
  else if (g_error_matches (local_error, GH_ERROR, GH_ERROR_UNSAFE))
    head->missing = "unsafe";
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* Nobody can say who is an Owner where there is no directory to ask: then it is the file's owner, and root. */
static gboolean
check_owner (const char  *database,
             const Head  *live,
             GError     **error)
{
  if (live->missing == NULL || gh_file_is_mine (database))
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_REFUSED,
               _("“%s” cannot be opened: only its owner or root may put a backup in its place."), database);
  return FALSE;
}

/* --- how much is given up --- */

typedef struct {
  GhConnection *copy;
  gint64        last;   /* the lower of the two heads */
  gint64        common; /* out: the last entry that both have */
} Fork;

/* The two logs are the same up to some entry and never after it: each hash covers all before. What retention removed
 * from one of them is in doubt, and counts as the same. */
static gboolean
find_fork_cb (GhConnection  *connection,
              gpointer       data,
              GError       **error)
{
  Fork *fork = data;
  gint64 our_first, their_first;
  gint64 high = fork->last;
  gint64 low;

  if (!gh_head_read_first (connection, &our_first, error) || !gh_head_read_first (fork->copy, &their_first, error))
    return FALSE;

  low = MIN (MAX (MAX (our_first, their_first) - 1, 0), high);

  while (low < high)
    {
      gint64 middle = low + (high - low + 1) / 2;
      guint8 ours[GH_HASH_BYTES], theirs[GH_HASH_BYTES];

      if (!gh_head_read_entry (connection, middle, ours, error) ||
          !gh_head_read_entry (fork->copy, middle, theirs, error))
        return FALSE;
      if (memcmp (ours, theirs, sizeof ours) == 0)
        low = middle;
      else
        high = middle - 1;
    }
  fork->common = low;

  return TRUE;
}

static gboolean
count_abandoned (GhStore     *copy,
                 const char  *database,
                 const Head  *live,
                 const Head  *backup,
                 gint64      *n_abandoned,
                 GError     **error)
{
  Fork fork = { .last = MIN (live->log.seq, backup->log.seq) };
  gboolean ok;

  *n_abandoned = 0;
  if (live->log.seq == 0)
    return TRUE;

  fork.copy = gh_store_lend_reader (copy, error);
  if (fork.copy == NULL)
    return FALSE;

  ok = gh_backup_read (database, find_fork_cb, &fork, error);
  gh_store_return_reader (copy, fork.copy);
  *n_abandoned = live->log.seq - fork.common;

  return ok;
}

/* --- checking the backup --- */

static gboolean
check_backup (GhStore     *copy,
              const Head  *live,
              GhJob       *job,
              GError     **error)
{
  g_autoptr (GhLogReport) report = NULL;

  if (live->organisation != NULL && strcmp (live->organisation, gh_store_get_organisation_key (copy)) != 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_REFUSED,
                           _("The backup is of another organisation than the database."));
      return FALSE;
    }

  if (!gh_content_check (copy, GH_CONTENT_WHOLE, error))
    return FALSE;

  report = gh_log_verify_chain (copy, job, error);
  if (report == NULL)
    return FALSE;

  if (report->state == GH_LOG_BROKEN)
    {
      g_autofree char *entry = g_strdup_printf ("%" G_GINT64_FORMAT, report->first_bad);

      g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED, _("The backup’s log is broken at %s: %s"), entry,
                   report->problem);
      return FALSE;
    }

  return TRUE;
}

/* --- the operation, in the copy --- */

static GhResult *
run_in_copy (GhStore        *copy,
             const Head     *live,
             const GhActor  *actor,
             gboolean        only_rehearse,
             GhJob          *job,
             GError        **error)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  GhRequest request = {
    .operation = gh_operation_find ("organisation.restore"),
    .actor = actor,
    .parameters = parameters,
  };

  if (live->log.seq != 0)
    {
      char hex[2 * GH_HASH_BYTES + 1];

      sodium_bin2hex (hex, sizeof hex, live->log.hash, sizeof live->log.hash);
      json_object_set_int_member (parameters, "abandoned-entry", live->log.seq);
      json_object_set_string_member (parameters, "abandoned-hash", hex);
    }
  if (*live->ids != '\0')
    json_object_set_string_member (parameters, "abandoned-ids", live->ids);
  if (live->missing != NULL)
    json_object_set_string_member (parameters, "without-database", live->missing);

  return only_rehearse ? gh_rehearse (copy, &request, job, error) : gh_run (copy, &request, job, error);
}

/* --- the events --- */

/* Of the events the higher stays, value by value (O9). */
static gboolean
merge_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  return gh_facts_merge (connection, error) &&
         gh_administrator_events_merge (connection, error) &&
         gh_ending_merge (connection, error) &&
         gh_export_merge (connection, error);
}

typedef struct {
  GPtrArray *endings;
  gint64     now;
} Ended;

static gboolean
add_endings_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  const Ended *ended = data;

  if (!gh_connection_begin_write (connection, error))
    return FALSE;
  if (gh_ending_add (connection, ended->endings, ended->now, error))
    return gh_connection_commit (connection, error);

  gh_connection_rollback (connection);
  return FALSE;
}

/* The copy gets the endings of both directories that their events do not have. */
static gboolean
add_endings (GhStore     *copy,
             const Head  *live,
             GhClock     *clock,
             GError     **error)
{
  Ended ended = { live->endings, gh_clock_now (clock) };

  return gh_store_write (copy, GH_FILE_EVENTS, add_endings_cb, &ended, error) && gh_ending_catch_up (copy, error);
}

/* --- what differs --- */

typedef struct {
  GhRestoreReport  *report;
  GhAbandonedNames *names;
} Comparison;

static gboolean
differ_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  Comparison *comparison = data;

  comparison->report->differences = gh_restore_differences_read (connection, error);

  return comparison->report->differences != NULL &&
         gh_abandoned_names_read_leaving (comparison->names, connection, error);
}

static gboolean
add_names_cb (GhConnection  *connection,
              gpointer       data,
              GError       **error)
{
  const GhAbandonedNames *names = data;

  if (!gh_connection_begin_write (connection, error))
    return FALSE;
  if (gh_connection_run (connection, "organisation/take-salt", error, "b", gh_abandoned_names_get_salt (names)) &&
      gh_abandoned_names_hand_over (names, connection, error))
    return gh_connection_commit (connection, error);

  gh_connection_rollback (connection);
  return FALSE;
}

/* --- the exchange --- */

static gboolean
check_unchanged_cb (GhConnection  *connection,
                    gpointer       data,
                    GError       **error)
{
  const Head *planned = data;
  g_auto (Head) now = { 0 };

  if ((!read_head_cb (connection, &now, NULL) && planned->log.seq == 0) ||
      (now.log.seq == planned->log.seq && memcmp (now.log.hash, planned->log.hash, sizeof now.log.hash) == 0))
    return TRUE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_PLAN_CHANGED,
                       _("Somebody changed the database while the backup was checked, so nothing was restored. "
                         "Try again."));
  return FALSE;
}

static gboolean
accept (const char  *database,
        GhClock     *clock,
        GError     **error)
{
  g_autoptr (GhStore) store = gh_store_open (database, clock, error);

  if (store == NULL)
    return FALSE;

  gh_witness_accept (store);

  return TRUE;
}

/* Everything up to the exchange. The copy is closed when this returns. */
static GhRestoreReport *
prepare (GhBackupCopy   *copy,
         const char     *database,
         const Head     *live,
         GhClock        *clock,
         const GhActor  *actor,
         GhKeys         *keys,
         gboolean        only_rehearse,
         GhJob          *job,
         GError        **error)
{
  g_autoptr (GhRestoreReport) report = g_new0 (GhRestoreReport, 1);
  g_autoptr (GhStore) store = NULL;
  g_auto (Head) backup = { 0 };
  Comparison comparison = { report, live->names };

  report->keeps_events = gh_backup_copy_keeps_events (copy);
  store = gh_store_open (gh_backup_copy_get_path (copy), clock, error);
  if (store == NULL ||
      (keys != NULL && !gh_keys_lend (keys, store, error)) ||
      !gh_store_read (store, read_head_cb, &backup, error) ||
      !check_backup (store, live, job, error) ||
      !count_abandoned (store, database, live, &backup, &report->n_abandoned, error) ||
      (live->missing == NULL && !gh_backup_copy_compare (copy, differ_cb, &comparison, error)) ||
      !add_endings (store, live, clock, error) ||
      !gh_store_write (store, GH_FILE_DIRECTORY, add_names_cb, live->names, error))
    return NULL;

  report->abandoned_head = live->log.seq;
  report->backup_head = backup.log.seq;
  report->backup_time = backup.log.time_us / G_USEC_PER_SEC;
  report->result = run_in_copy (store, live, actor, only_rehearse, job, error);
  if (report->result == NULL)
    return NULL;

  return g_steal_pointer (&report);
}

static GhRestoreReport *
restore (const char     *backup,
         const char     *database,
         GhClock        *clock,
         const GhActor  *actor,
         GhKeys         *keys,
         gboolean        only_rehearse,
         GhJob          *job,
         gboolean       *is_done,
         GError        **error)
{
  g_autoptr (GhBackupCopy) copy = NULL;
  g_autoptr (GhRestoreReport) report = NULL;
  g_auto (Head) live = { 0 };
  GCancellable *cancellable = job != NULL ? gh_job_get_cancellable (job) : NULL;
  GhRefusal refusal;

  refusal = gh_role_may (actor->role, "organisation.restore");
  if (refusal != GH_REFUSAL_NONE)
    {
      gh_refusal_set_error (refusal, error, NULL);
      return NULL;
    }

  if (!read_live_head (database, &live, error) || !check_owner (database, &live, error))
    return NULL;
  read_known (database, &live);

  copy = gh_backup_copy_new (backup, database, gh_clock_now (clock), job, error);
  if (copy == NULL)
    return NULL;

  report = prepare (copy, database, &live, clock, actor, keys, only_rehearse, job, error);
  if (report == NULL || only_rehearse || report->result->is_refused)
    return g_steal_pointer (&report);

  if (gh_error_check_cancelled (cancellable, error) ||
      !gh_backup_copy_install (copy, check_unchanged_cb, merge_cb, &live, &report->aside, error))
    return NULL;

  *is_done = TRUE;
  if (!accept (database, clock, error))
    return NULL;

  return g_steal_pointer (&report);
}

GhRestoreReport *
gh_restore (const char     *backup,
            const char     *database,
            GhClock        *clock,
            const GhActor  *actor,
            GhKeys         *keys,
            gboolean        only_rehearse,
            GhJob          *job,
            GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  GhRestoreReport *report;
  gboolean is_done = FALSE;

  g_return_val_if_fail (backup != NULL && database != NULL && clock != NULL && actor != NULL, NULL);

  report = restore (backup, database, clock, actor, keys, only_rehearse, job, &is_done, &local_error);
  if (local_error != NULL)
    {
      if (!only_rehearse && !is_done)
        gh_error_say_unchanged (local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }

  return report;
}

/* --- reporting --- */

char *
gh_restore_report_to_text (const GhRestoreReport *self)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (self->backup_time);
  g_autofree char *moment = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("?");
  g_autofree char *entry = g_strdup_printf ("%" G_GINT64_FORMAT, self->backup_head);
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, self->n_abandoned);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("The backup ends with entry %s of %s.\n"), entry, moment);
  if (self->abandoned_head == 0)
    g_string_append (text, _("There is no readable database, so nothing is given up.\n"));
  else
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (text, ngettext ("%s later entry is given up.\n", "%s later entries are given up.\n",
                                              self->n_abandoned), n);
#pragma GCC diagnostic pop
    }

  g_string_append (text, self->keeps_events
                           ? _("Of sign-ins and lock-outs the later stay.\n")
                           : _("Sign-ins and lock-outs come from the backup: nobody knows those after it.\n"));
  if (self->differences != NULL)
    gh_restore_differences_append_text (self->differences, text);
  if (self->aside != NULL)
    g_string_append_printf (text, _("The damaged database was set aside as “%s”.\n"), self->aside);

  return g_string_free (text, FALSE);
}

JsonNode *
gh_restore_report_to_json (const GhRestoreReport *self)
{
  JsonNode *node = gh_result_to_json (self->result);
  JsonObject *object = json_node_get_object (node);

  json_object_set_int_member (object, "backup_entry", self->backup_head);
  json_object_set_int_member (object, "abandoned_entry", self->abandoned_head);
  json_object_set_int_member (object, "abandoned", self->n_abandoned);
  json_object_set_string_member (object, "events", self->keeps_events ? "merged" : "restored");
  if (self->differences != NULL)
    json_object_set_object_member (object, "differences", gh_restore_differences_to_json (self->differences));

  return node;
}
