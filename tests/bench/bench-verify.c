/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures passcodes that are verified: each attempt judged, counted, used up, logged and durable before it is answered.
 *
 * bench-verify FILE.db       a practice organisation without a key; is given tokens and codes
 * bench-verify oath FOLDER   liboath's own file of users, which pam_oath keeps, with 100 and 100 000 of them
 *
 * Prints a line "NAME VALUE" for each figure. */
#include "gh-bench.h"

#include "keys/ops/gh-key-making.h"
#include "operations/gh-run.h"
#include "verification/gh-attempt.h"
#include "verification/gh-credential.h"

#include <liboath/oath.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define N_THREADS     8
#define N_USERS       1000   /* who have a token */
#define SECONDS       5
#define PACE          1000   /* attempts a second */
#define N_DECISIONS   1000000
#define N_LOOK_UPS    500
#define OATH_ATTEMPTS 20

static GhStore *store;
static GhActor *actor;

/* --- whom to verify --- */

typedef struct {
  gint64  id;
  char   *username;
  guint8  seed[20];
  gint64  counter;   /* of the next passcode */
  char   *code;      /* a bypass code; NULL: none that is known */
} Person;

static Person people[N_USERS];

static gboolean
list_people_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  g_autoptr (GhStatement) select =
    gh_connection_prepare_text (connection,
                                "SELECT u.id, u.username FROM users AS u JOIN user_status AS s ON s.user_id = u.id "
                                "WHERE s.status = 0 AND u.id NOT IN (SELECT user_id FROM trash) "
                                "AND u.id NOT IN (SELECT user_id FROM events.lockouts) "
                                "AND u.id NOT IN (SELECT user_id FROM memberships JOIN groups ON groups.id = group_id "
                                "                 WHERE groups.status <> 0) "
                                "ORDER BY u.id LIMIT 1000", error);
  guint n = 0;

  while (gh_statement_next (select))
    people[n++] = (Person) { .id = gh_statement_get_int (select, 0),
                             .username = g_strdup (gh_statement_get_text (select, 1)) };
  g_assert (n == N_USERS);

  return gh_statement_finish (select, error);
}

static gboolean
give_plan (GhRun   *run,
           GError **error)
{
  gh_run_change (run, 1);

  return TRUE;
}

static gboolean
give_token (GhRun   *run,
            Person  *person,
            GError **error)
{
  const GhCredential hotp = { .type = GH_CREDENTIAL_HOTP, .otp = { .digits = 6 } };
  g_autoptr (GhSecret) seed = gh_secret_new_random (sizeof person->seed);
  g_autofree char *sql = NULL;
  gint64 token;

  memcpy (person->seed, gh_secret_get (seed, NULL), sizeof person->seed);
  sql = g_strdup_printf ("INSERT INTO tokens (key, type, serial, serial_fold, last_op)"
                         " VALUES ('DHBENCH' || hex (randomblob (6)), 'h6', 'bench%" G_GINT64_FORMAT "', '', 1)",
                         person->id);
  if (!gh_connection_execute (run->connection, sql, error))
    return FALSE;

  token = gh_connection_get_last_row_id (run->connection);
  g_free (sql);
  sql = g_strdup_printf ("INSERT INTO token_owners VALUES (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ")", person->id,
                         token);

  return gh_connection_execute (run->connection, sql, error) &&
         gh_credential_make (run, "token", token, &hotp, seed, error);
}

/* And a bypass code for everybody, 99 of them for the first, who has one more that works. */
static gboolean
give_apply (GhRun   *run,
            GError **error)
{
  static const char codes[] =
    "INSERT INTO bypass_codes (key, user_id, created, created_by, expires, uses, last_op, era, lookup, digits)"
    " SELECT 'DB' || hex (randomblob (9)), u.id, 1, '', NULL, 1, 1, o.era, randomblob (32), 9"
    " FROM organisation AS o CROSS JOIN %s";
  g_autofree char *everybody = g_strdup_printf (codes, "users AS u");
  g_autofree char *one = g_strdup_printf (codes, "users AS u JOIN json_each ('[' || substr (replace (hex (zeroblob (50)),"
                                                 " '00', ',1,1'), 2) || ']') WHERE u.id = (SELECT min (user_id) FROM"
                                                 " token_owners JOIN tokens ON tokens.id = token_id AND serial LIKE"
                                                 " 'bench%') LIMIT 98");

  for (guint i = 0; i < N_USERS; i++)
    if (!give_token (run, &people[i], error))
      return FALSE;

  return gh_connection_execute (run->connection, everybody, error) && gh_connection_execute (run->connection, one, error);
}

/* Named like one that may be run. */
static const GhOperation give_operation = {
  .name = "user.edit",
  .label = "Give",
  .done = GH_PLURAL ("%s", "%s"),
  .plan = give_plan,
  .apply = give_apply,
};

static void
give_code (Person *person)
{
  g_autoptr (GhTarget) target = gh_target_new_for_ids (&person->id, 1);
  g_autoptr (JsonNode) node = json_from_string ("{\"uses\":1000}", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_run (store,
                                        &(GhRequest) {
                                          .operation = gh_operation_find ("bypass-code.create"),
                                          .actor = actor,
                                          .target = target,
                                          .parameters = json_node_get_object (node),
                                        },
                                        NULL, &error);

  gh_bench_check (error);
  person->code = g_strdup ((const char *) gh_secret_get (g_hash_table_lookup (result->secrets, person->username), NULL));
}

static void
prepare (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) made = gh_key_make (store, "key.create", actor, FALSE, NULL, NULL, NULL, &error);
  g_autoptr (JsonNode) group = json_from_string ("{\"name\":\"Bench\"}", NULL);
  g_autoptr (GhResult) added = NULL;
  g_autoptr (GhResult) given = NULL;

  gh_bench_check (error);
  added = gh_run (store,
                  &(GhRequest) {
                    .operation = gh_operation_find ("group.add"),
                    .actor = actor,
                    .parameters = json_node_get_object (group),
                  },
                  NULL, &error);
  gh_bench_check (error);
  gh_store_read (store, list_people_cb, NULL, &error);
  gh_bench_check (error);
  give_code (&people[0]);
  give_code (&people[1]);
  given = gh_run (store, &(GhRequest) { .operation = &give_operation, .actor = actor }, NULL, &error);
  gh_bench_check (error);
}

/* --- attempts --- */

static void
sign_in (Person     *person,
         const char *passcode,
         GhOutcome   expected)
{
  const GhAttempt attempt = { .purpose = GH_PURPOSE_SIGN_IN, .name = person->username, .passcode = passcode,
                              .way = "bench", .address = "192.0.2.1", .host = "bench.example.org", .client = "bench" };
  g_autoptr (GError) error = NULL;
  GhVerdict verdict;

  gh_attempt_judge (store, &attempt, &verdict, &error);
  gh_bench_check (error);
  if (verdict.decision.outcome != expected)
    g_error ("%s: %s", person->username, gh_outcome_get_words (verdict.decision.outcome));
}

static void
sign_in_by_token (Person *person)
{
  const GhOtp otp = { GH_OTP_SHA1, 6, 0, person->seed, sizeof person->seed };
  char code[GH_OTP_MAX_DIGITS + 1];

  gh_otp_compute (&otp, person->counter++, code);
  sign_in (person, code, GH_OUTCOME_ACCEPTED);
}

typedef struct {
  guint    first;     /* of the people: this one and each eighth from it */
  gint64   start;
  gint64   pace;      /* microseconds between two of this thread; 0: one after the other */
  int     *stop;      /* (atomic) */
  GArray  *latencies;
} Client;

static gpointer
client_thread (gpointer data)
{
  Client *self = data;

  for (guint i = 0; !g_atomic_int_get (self->stop); i++)
    {
      gint64 due = self->start + i * self->pace;
      gint64 now = g_get_monotonic_time ();
      double seconds;

      if (self->pace > 0 && now < due)
        g_usleep (due - now);
      if (self->pace == 0)
        due = now;
      sign_in_by_token (&people[(self->first + i * N_THREADS) % N_USERS]);
      /* From its due time: one that waits for a late one is late too. */
      seconds = gh_bench_seconds_since (due);
      g_array_append_val (self->latencies, seconds);
    }

  return NULL;
}

/* Everybody joins a group and leaves it. */
static gpointer
change_thread (gpointer data)
{
  int *stop = data;
  g_autoptr (GhTarget) target = gh_target_new_for_query ("username:*");

  for (guint i = 0; !g_atomic_int_get (stop); i++)
    {
      g_autoptr (JsonNode) node = json_from_string ("{\"group\":\"Bench\"}", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GhResult) result =
        gh_run (store,
                &(GhRequest) {
                  .operation = gh_operation_find (i % 2 ? "user.remove-from-group" : "user.add-to-group"),
                  .actor = actor,
                  .target = target,
                  .parameters = json_node_get_object (node),
                },
                NULL, &error);

      gh_bench_check (error);
    }

  return NULL;
}

static void
bench_attempts (const char *name,
                gint64      pace,
                gboolean    beside_a_change)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *rate = g_strconcat (name, "-a-second", NULL);
  Client clients[N_THREADS];
  GThread *threads[N_THREADS];
  GThread *change = NULL;
  gint64 start = g_get_monotonic_time ();
  double seconds;
  int stop = 0;

  if (beside_a_change)
    change = g_thread_new ("change", change_thread, &stop);
  for (guint i = 0; i < N_THREADS; i++)
    {
      clients[i] = (Client) { i, start + i * pace / N_THREADS, pace, &stop,
                              g_array_new (FALSE, FALSE, sizeof (double)) };
      threads[i] = g_thread_new ("client", client_thread, &clients[i]);
    }
  g_usleep (SECONDS * G_USEC_PER_SEC);
  g_atomic_int_set (&stop, 1);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_thread_join (threads[i]);
      g_array_append_vals (all, clients[i].latencies->data, clients[i].latencies->len);
      g_array_unref (clients[i].latencies);
    }
  seconds = gh_bench_seconds_since (start);
  if (change != NULL)
    g_thread_join (change);

  gh_bench_print (rate, all->len / seconds);
  gh_bench_print_latencies (name, all);
}

/* A code that may be used often, which is looked up among all of the user's. */
static void
bench_look_ups (const char *name,
                Person     *person)
{
  g_autoptr (GArray) latencies = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_LOOK_UPS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double seconds;

      sign_in (person, person->code, GH_OUTCOME_ACCEPTED);
      seconds = gh_bench_seconds_since (start);
      g_array_append_val (latencies, seconds);
    }

  gh_bench_print_latencies (name, latencies);
}

static void
bench_decisions (void)
{
  const GhUserFacts user = { .id = 1 };
  GhDecisionFacts facts = { .purpose = GH_PURPOSE_SIGN_IN, .asked = GH_ASKED_PASSCODE, .name = GH_NAME_FOUND,
                            .user = &user, .has_authenticator = TRUE, .passcode = GH_PASSCODE_AUTHENTICATOR };
  gint64 start = g_get_monotonic_time ();
  guint n_accepted = 0;

  for (guint i = 0; i < N_DECISIONS; i++)
    {
      facts.now = i;
      n_accepted += gh_decide (&facts).outcome == GH_OUTCOME_ACCEPTED;
    }
  g_assert (n_accepted == N_DECISIONS);
  gh_bench_print ("decide-us", gh_bench_seconds_since (start) * 1e6 / N_DECISIONS);
}

/* --- the yardstick --- */

static void
bench_oath (const char *folder,
            guint       n_users)
{
  g_autofree char *path = g_strdup_printf ("%s/users-%u.oath", folder, n_users);
  g_autofree char *name = g_strdup_printf ("oath-%u-ms", n_users);
  g_autofree char *user = g_strdup_printf ("user%u", n_users / 2);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 start;

  for (guint i = 0; i < n_users; i++)
    g_string_append_printf (text, "HOTP user%u - %040x\n", i, i);
  g_file_set_contents (path, text->str, -1, &error);
  gh_bench_check (error);

  start = g_get_monotonic_time ();
  for (guint i = 0; i < OATH_ATTEMPTS; i++)
    {
      guint8 seed[20] = { 0 };
      const GhOtp otp = { GH_OTP_SHA1, 6, 0, seed, sizeof seed };
      char code[GH_OTP_MAX_DIGITS + 1];
      time_t last;
      guint number = n_users / 2;

      for (guint at = 0; at < 4; at++)
        seed[19 - at] = (guint8) (number >> 8 * at);
      gh_otp_compute (&otp, i + 1, code);
      if (oath_authenticate_usersfile (path, user, code, 10, NULL, &last) != OATH_OK)
        g_error ("liboath refuses %s of %s", code, user);
    }
  gh_bench_print (name, gh_bench_seconds_since (start) * 1000 / OATH_ATTEMPTS);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "C.UTF-8");
  oath_init ();
  if (argc == 3 && strcmp (argv[1], "oath") == 0)
    {
      bench_oath (argv[2], 100);
      bench_oath (argv[2], 100000);
      return EXIT_SUCCESS;
    }
  if (argc != 2)
    g_error ("Usage: %s FILE.db | oath FOLDER", argv[0]);

  store = gh_store_open (argv[1], clock, &error);
  gh_bench_check (error);
  actor = gh_actor_new_local ("bench");
  prepare ();

  bench_decisions ();
  bench_attempts ("verify", 0, FALSE);
  bench_attempts ("paced", N_THREADS * G_USEC_PER_SEC / PACE, FALSE);
  bench_attempts ("beside", N_THREADS * G_USEC_PER_SEC / PACE, TRUE);
  bench_look_ups ("look-up-of-many", &people[0]);
  bench_look_ups ("look-up-of-one", &people[1]);

  gh_actor_free (actor);
  g_clear_object (&store);

  return EXIT_SUCCESS;
}
