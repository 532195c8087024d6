/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/gh-timed-jobs.h"

#include "jobs/gh-forget.h"
#include "jobs/gh-lease.h"
#include "logs/gh-checkpoint.h"

#include <glib/gi18n-lib.h>

#define DAY_SECONDS (G_GINT64_CONSTANT (24) * 60 * 60)

/* The latest moment seen is noted once an hour, and whenever something is due. */
#define LATEST_SECONDS GH_TIMED_JOBS_SECONDS

/* What is asked in one read. */
typedef struct {
  GhClock  *clock;
  gint64    now;        /* the store's, unix seconds */
  gint64    shown;      /* by the clock, which may be set back */
  gint64    next;       /* the next time known; 0: none */
  gint64    trusted;    /* when the clock was last known to be right */
  gint64    swept;      /* when all were last looked at for inactivity; 0: never */
  gboolean  has_row;    /* whether any program has held the lease yet */
  gboolean  sweeps;     /* whether it is set that inactive users go */
  gboolean  is_ahead;   /* the clock */
} Look;

typedef struct {
  GhStore           *store;
  GhActor           *actor;
  GhJob             *job;      /* nullable */
  Look               look;
  GhLease           *lease;    /* NULL until something is due */
  GhTimedJobsReport *report;
} Running;

/**
 * TimedJob:
 * @operation: (nullable): rehearsed first, and run if it would change anything
 * @set_parameters: (nullable): its parameters
 * @did: (nullable): what follows it, whether it changed anything or not; returns whether it did
 * @work: (nullable): work that is no operation; it finds out by itself whether there is anything to do
 *
 * What is done when it is due.
 */
typedef struct {
  const char *operation;
  void      (*set_parameters) (const Look *look, JsonObject *parameters);
  gboolean  (*did)            (Running *self, GError **error);
  gboolean  (*work)           (GhStore *store, GError **error);
} TimedJob;

/* --- the jobs --- */

static gboolean
must_sweep_all (const Look *look)
{
  return look->sweeps && (look->swept + DAY_SECONDS <= look->shown || look->swept > look->shown);
}

static void
choose_swept (const Look *look,
              JsonObject *parameters)
{
  if (!must_sweep_all (look))
    json_object_set_boolean_member (parameters, "restored-only", TRUE);
}

static gboolean take_lease (Running *self, GError **error);

static gboolean
note_swept (Running  *self,
            GError  **error)
{
  if (!must_sweep_all (&self->look) || !take_lease (self, error))
    return *error == NULL;

  return self->report->is_held || gh_lease_note_swept (self->lease, error);
}

/* One line a job, in the order in which they run. */
static const TimedJob jobs[] = {
  { .operation = "phone.note-activated" },
  { .operation = "bypass-code.note-ended" },
  { .operation = "user.end-bypass" },
  { .operation = "user.purge-due" },
  { .operation = "user.sweep-inactive", .set_parameters = choose_swept, .did = note_swept },
  { .work = gh_forget_purged },
  { .work = gh_forget_unused },
  { .work = gh_checkpoint_make_due },
  { .operation = "log.apply-retention" },
};

/* --- running --- */

static gboolean
look_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Look *look = data;
  g_auto (GhSettings) settings = { 0 };
  g_autoptr (GhStatement) lease = NULL;

  if (!gh_connection_get_number (connection, "jobs/get-next-time", &look->next, error, "iii", look->now,
                                 GH_RESTORED_GRACE_HOURS * G_GINT64_CONSTANT (3600),
                                 (gint64) GH_TIMED_JOBS_FIRST_PASSCODE_SECONDS) ||
      !gh_connection_get_number (connection, "jobs/get-trusted", &look->trusted, error, "") ||
      !gh_lease_is_clock_ahead (look->clock, connection, &look->is_ahead, error) ||
      !gh_settings_read (&settings, connection, error))
    return FALSE;
  look->sweeps = settings.inactive_user_expiration > 0;

  lease = gh_connection_query (connection, "jobs/read-lease", error, "");
  look->has_row = gh_statement_next (lease);
  if (look->has_row)
    look->swept = gh_statement_get_int (lease, 1);

  return gh_statement_finish (lease, error);
}

/* Sets is_held if another program has it. */
static gboolean
take_lease (Running  *self,
            GError  **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 until;

  if (self->lease != NULL || self->report->is_held)
    return TRUE;

  self->lease = gh_lease_take (self->store, &until, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  self->report->is_held = self->lease == NULL;
  if (self->report->is_held)
    self->report->next = MIN (self->report->next, self->look.now + MAX (1, until - self->look.shown));

  return TRUE;
}

/* Other refusals, such as for want of the key, are no matter of time. */
static gboolean
waits_for_clock (const GhResult *rehearsal)
{
  for (guint i = 0; i < rehearsal->skips->len; i++)
    if (((const GhSkip *) g_ptr_array_index (rehearsal->skips, i))->refusal == GH_REFUSAL_CLOCK_AHEAD)
      return TRUE;

  return FALSE;
}

static gboolean
run_operation (Running         *self,
               const TimedJob  *job,
               GError         **error)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) rehearsal = NULL;
  GhRequest request = {
    .operation = gh_operation_find (job->operation),
    .actor = self->actor,
    .parameters = parameters,
  };
  GhResult *result;

  if (job->set_parameters != NULL)
    job->set_parameters (&self->look, parameters);
  rehearsal = gh_rehearse (self->store, &request, self->job, error);
  if (rehearsal == NULL)
    return FALSE;

  self->report->waits = self->report->waits || waits_for_clock (rehearsal);
  if (rehearsal->is_refused || rehearsal->changed == 0)
    return TRUE;

  if (!take_lease (self, error) || self->report->is_held)
    return self->report->is_held;

  request.guard = gh_lease_keep;
  request.guard_data = self->lease;
  result = gh_run (self->store, &request, self->job, error);
  if (result == NULL)
    {
      self->report->is_held = gh_lease_is_lost (self->lease);
      if (self->report->is_held)
        g_clear_error (error);
      return self->report->is_held;
    }

  if (result->entry != 0)
    g_ptr_array_add (self->report->done, result);
  else
    gh_result_free (result);

  return TRUE;
}

static gboolean
run_all (Running  *self,
         GError  **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (jobs) && !self->report->is_held; i++)
    {
      const TimedJob *job = &jobs[i];

      if (job->operation != NULL && !run_operation (self, job, error))
        return FALSE;
      if (job->did != NULL && !self->report->is_held && !self->report->waits && !job->did (self, error))
        return FALSE;
      if (job->work != NULL && !self->report->is_held && !job->work (self->store, error))
        return FALSE;
    }

  /* Taking the lease notes that the clock is right, and at first from when on that is judged: entries do not count. */
  if (self->look.has_row && (self->look.is_ahead || self->look.shown - self->look.trusted < DAY_SECONDS))
    return TRUE;

  return take_lease (self, error);
}

/* A clock that may have jumped to 2099 would make everything past for good, so only a trusted one is noted. */
static gboolean
note_latest (Running  *self,
             GError  **error)
{
  if (self->look.is_ahead)
    return TRUE;

  return gh_store_note_latest (self->store, self->look.shown, self->report->done->len > 0 ? 0 : LATEST_SECONDS, error);
}

GhTimedJobsReport *
gh_timed_jobs_run_due (GhStore     *store,
                       const char  *way,
                       GhJob       *job,
                       GError     **error)
{
  GhClock *clock = gh_store_get_clock (store);
  g_autoptr (GhTimedJobsReport) report = g_new0 (GhTimedJobsReport, 1);
  g_autoptr (GhActor) actor = gh_actor_new_system (way);
  g_autoptr (GError) local_error = NULL;
  Running self = {
    .store = store, .actor = actor, .job = job, .report = report,
    .look = { .clock = clock, .now = gh_clock_now (clock), .shown = gh_clock_read (clock) },
  };

  report->done = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_result_free);
  report->next = self.look.now + GH_TIMED_JOBS_SECONDS;
  if (gh_store_is_writable (store, &local_error) &&
      gh_store_read (store, look_cb, &self.look, &local_error))
    {
      if (self.look.next != 0)
        report->next = MIN (report->next, self.look.next);
      if (run_all (&self, &local_error))
        note_latest (&self, &local_error);
    }
  g_clear_pointer (&self.lease, gh_lease_release);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&report);
}

const char *
gh_timed_jobs_get_waits_text (void)
{
  return _("The clock is more than 7 days ahead of when it was last known to be right, and not synchronised. Users whose "
           "time in the Trash is over, and inactive ones, stay as they are until it is, or until an Owner says that it "
           "is right.");
}

void
gh_timed_jobs_report_free (GhTimedJobsReport *self)
{
  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_free (self);
}
