/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Y4: an authentication log to measure lists by. Its minutes are chained as those of real attempts are (J6). */
#include "organisation/gh-practice.h"

#include "verification/gh-attempt-log.h"
#include "verification/gh-decision.h"

#define DAYS     30
#define DAY_US   ((gint64) 24 * 60 * 60 * G_USEC_PER_SEC)
#define AT_ONCE  20000
#define N_HOSTS  500

/* One attempt in this many is of a name that nobody has. */
#define OF_NOBODY 50

typedef struct {
  GPtrArray *usernames;     /* by row id, from 1 */
  GRand     *random;
  gint64     begin_us;
  guint64    n;
  guint64    done;
} Filling;

/* How it went; what is more frequent stands more often. */
static GhOutcome
draw_outcome (Filling *self)
{
  static const GhOutcome rare[] = {
    GH_OUTCOME_WRONG, GH_OUTCOME_WRONG, GH_OUTCOME_WRONG, GH_OUTCOME_USED, GH_OUTCOME_LOCKED_OUT, GH_OUTCOME_DISABLED,
    GH_OUTCOME_NO_DEVICE, GH_OUTCOME_BYPASS,
  };
  guint n = (guint) g_rand_int_range (self->random, 0, 100);

  return n < G_N_ELEMENTS (rare) ? rare[n] : GH_OUTCOME_ACCEPTED;
}

static gboolean
add (Filling       *self,
     GhConnection  *events,
     GError       **error)
{
  static const char *const applications[] = { "VPN", "Web mail", "Servers", "Payroll" };
  static const char *const factors[] = { "duo_mobile_passcode", "hardware_token", "sms_passcode", "bypass_code" };
  guint n = self->usernames->len - 1;
  gint64 user_id = 1 + g_rand_int_range (self->random, 0, (gint32) n);
  guint host = (guint) g_rand_int_range (self->random, 0, N_HOSTS);
  gboolean is_nobody = g_rand_int_range (self->random, 0, OF_NOBODY) == 0;
  GhOutcome outcome = is_nobody ? GH_OUTCOME_UNKNOWN_DENIED : draw_outcome (self);
  gboolean is_allowed = gh_outcome_get_answer (outcome) == GH_ANSWER_ALLOW;
  g_autofree char *nobody = g_strdup_printf ("guest%u", host);
  g_autofree char *name = g_strdup_printf ("host%03u.example.com", host);
  g_autofree char *address = g_strdup_printf ("192.0.2.%u", 1 + host % 254);
  gboolean has_factor = outcome == GH_OUTCOME_ACCEPTED || outcome == GH_OUTCOME_WRONG || outcome == GH_OUTCOME_USED;
  GhAttemptRow row = {
    .time_us = self->begin_us + (gint64) ((double) self->done / (double) self->n * DAYS * (double) DAY_US),
    .user_id = is_nobody ? 0 : user_id,
    .name = is_nobody ? nobody : g_ptr_array_index (self->usernames, user_id),
    .application = applications[host % G_N_ELEMENTS (applications)],
    .way = "practice",
    .purpose = "sign-in",
    .factor = has_factor ? factors[host / 4 % G_N_ELEMENTS (factors)] : "",
    .result = is_allowed ? "success" : "denied",
    .reason = gh_outcome_get_reason (outcome),
    .address = address,
    .host = name,
    .device = "",
    .client = "Practice",
  };

  return gh_store_take_attempt_number (events, &row.number, error) && gh_attempt_log_add (events, &row, error);
}

static gboolean
add_some (GhConnection  *events,
          gpointer       data,
          GError       **error)
{
  Filling *self = data;
  guint64 end = MIN (self->done + AT_ONCE, self->n);

  if (!gh_connection_begin_write (events, error))
    return FALSE;
  for (; self->done < end; self->done++)
    if (!add (self, events, error))
      {
        gh_connection_rollback (events);
        return FALSE;
      }

  return gh_connection_commit (events, error);
}

gboolean
gh_practice_fill_attempts (GhStore  *store,
                           guint64   n_users,
                           guint64   seed,
                           gint64    today,
                           guint64   n_attempts,
                           GError  **error)
{
  g_autoptr (GhPractice) practice = gh_practice_new (n_users, seed, today);
  g_autoptr (GPtrArray) usernames = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) seed);
  Filling filling = { usernames, random, today * G_USEC_PER_SEC - DAYS * DAY_US, n_attempts, 0 };
  const GhPracticeUser *user;

  g_ptr_array_add (usernames, NULL);
  for (guint64 i = 0; i < n_users && (user = gh_practice_next (practice)) != NULL; i++)
    g_ptr_array_add (usernames, g_strdup (user->username));
  while (filling.done < n_attempts)
    if (!gh_store_write (store, GH_FILE_EVENTS, add_some, &filling, error))
      return FALSE;

  return TRUE;
}
