/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Y1, Y2, Y4: made-up users, one entry, no journal. */
#include "base/gh-time.h"
#include "bypass-codes/gh-bypass-code-record.h"
#include "bypass-codes/gh-bypass-code-rules.h"
#include "groups/gh-group-record.h"
#include "phones/gh-phone-record.h"
#include "sync/gh-directory-record.h"
#include "tokens/gh-token-record.h"
#include "trash/gh-trash-send.h"
#include "users/gh-user-practice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_USERS          10000000
#define AT_ONCE            1000
#define MAX_TOKENS         10000000
#define NUMBERS_PER_PREFIX 1000000

/* Further tokens have longer serial numbers than those of Y2. */
#define FIRST_SERIAL 100000000

/* Every so many of them is nobody's. */
#define IN_STOCK 4

#define HOUR (60 * 60)

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gint64 n_users = gh_run_get_number (run, "users", 0);
  gint64 n_tokens = gh_run_get_number (run, "tokens", 0);
  gint64 n_codes = gh_run_get_number (run, "codes", 0);
  const char *day = gh_run_get_text (run, "today");
  gint64 is_empty, today;

  if (!gh_connection_get_number (run->connection, "organisation/is-empty", &is_empty, error, ""))
    return FALSE;

  run->result->selected = n_users;
  if (gh_time_check (day) != GH_REFUSAL_NONE)
    gh_run_refuse (run, gh_time_check (day), day);
  else if (!gh_time_parse (day, &today))
    gh_run_refuse (run, GH_REFUSAL_DATE, day);
  else if (n_users < 1 || n_users > MAX_USERS || n_tokens < 0 || n_codes < 0)
    gh_run_refuse (run, GH_REFUSAL_NOTHING_GIVEN, NULL);
  else if (n_tokens > MAX_TOKENS)
    gh_run_refuse (run, GH_REFUSAL_TOO_MANY_TOKENS, NULL);
  else if (n_codes > n_users * GH_BYPASS_CODES_OF_USER)
    gh_run_refuse (run, GH_REFUSAL_TOO_MANY_CODES, NULL);
  else if (!is_empty)
    gh_run_refuse (run, GH_REFUSAL_NOT_NEW, NULL);
  else
    gh_run_change (run, 0);

  return TRUE;
}

static gboolean
add_directories_and_groups (GhRun       *run,
                            GhPractice  *practice,
                            GError     **error)
{
  static const char *const names[GH_PRACTICE_DIRECTORIES] = { "campus.example.com", "people.example.org" };
  char key[GH_ID_LENGTH + 1];

  for (guint i = 0; i < GH_PRACTICE_DIRECTORIES; i++)
    {
      gh_practice_make_key (practice, GH_ID_DIRECTORY, key);
      if (!gh_directory_insert_row (run, key, names[i], error))
        return FALSE;
    }

  for (guint i = 0; i < gh_practice_get_n_groups (practice); i++)
    {
      g_autofree char *name = gh_practice_make_group_name (practice, i);

      gh_practice_make_key (practice, GH_ID_GROUP, key);
      if (!gh_group_insert_row (run, key, name, "Made up for practice", gh_practice_get_group_status (practice, i),
                                gh_practice_get_group_directory (practice, i) + 1, error))
        return FALSE;
    }

  return TRUE;
}

/* Norwegian numbers, enough for MAX_USERS; every fourth is a landline, as in add_devices(). They are spread over their
 * prefix without repeats: the factor and the count have no common divisor. */
static char *
make_phone_number (guint64 phone)
{
  static const char *const prefixes[] = { "40", "41", "45", "22", "46", "47", "48", "55", "90", "91", "92", "73", "93",
                                          "94", "95", "33" };
  guint64 number = phone / G_N_ELEMENTS (prefixes) * 654321 % NUMBERS_PER_PREFIX;

  return g_strdup_printf ("+47%s%06" G_GUINT64_FORMAT, prefixes[phone % G_N_ELEMENTS (prefixes)], number);
}

typedef struct {
  GhInserter *phones;
  GhInserter *tokens;
  guint64     n_phones;
  gint64      n_tokens;
} Devices;

static void
devices_clear (Devices *self)
{
  g_clear_pointer (&self->phones, gh_inserter_free);
  g_clear_pointer (&self->tokens, gh_inserter_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Devices, devices_clear)

static const char *const token_types[] = { "h6", "t6", "h8", "t8", "d1", "yk" };

/* Adds the user's devices that no earlier user holds. */
static void
add_devices (Devices              *self,
             GhRun                *run,
             GhPractice           *practice,
             const GhPracticeUser *user)
{
  static const char *const platforms[] = { "google android", "apple ios", "generic smartphone", "unknown" };
  char key[GH_ID_LENGTH + 1];

  for (guint i = 0; i < user->n_phones; i++)
    if (user->phones[i] == self->n_phones)
      {
        g_autofree char *number = make_phone_number (user->phones[i]);
        const char *platform = platforms[self->n_phones % G_N_ELEMENTS (platforms)];
        const char *type = strcmp (platform, "unknown") == 0 ? "landline" : "mobile";

        gh_practice_make_key (practice, GH_ID_PHONE, key);
        gh_inserter_add (self->phones, "isssssi", (gint64) ++self->n_phones, key, number, "", type, platform,
                         run->entry);
      }

  if (user->has_token)
    {
      g_autofree char *serial = g_strdup_printf ("%08" G_GUINT64_FORMAT, 10000000 + user->token * 3);

      self->n_tokens++;
      gh_practice_make_key (practice, GH_ID_TOKEN, key);
      gh_inserter_add (self->tokens, "isssi", self->n_tokens, key,
                       token_types[(guint64) self->n_tokens % G_N_ELEMENTS (token_types)], serial, run->entry);
    }
}

static gboolean
flush_devices (Devices  *self,
               GError  **error)
{
  return gh_inserter_flush (self->phones, error) && gh_inserter_flush (self->tokens, error);
}

/* Y4: as many more, three in four of them somebody's. */
static gboolean
add_tokens (Devices     *self,
            GhRun       *run,
            GhPractice  *practice,
            gint64       n_users,
            GError     **error)
{
  gint64 n = gh_run_get_number (run, "tokens", 0);
  gint64 first = self->n_tokens;
  char key[GH_ID_LENGTH + 1];

  for (gint64 i = 0; i < n; i++)
    {
      g_autofree char *serial = g_strdup_printf ("%" G_GINT64_FORMAT, FIRST_SERIAL + i);

      gh_practice_make_key (practice, GH_ID_TOKEN, key);
      gh_inserter_add (self->tokens, "isssi", ++self->n_tokens, key,
                       token_types[(gsize) i % G_N_ELEMENTS (token_types)], serial, run->entry);
      if (i % AT_ONCE == 0 && !(gh_inserter_flush (self->tokens, error) && gh_run_progress (run, i, n, error)))
        return FALSE;
    }
  if (!gh_inserter_flush (self->tokens, error))
    return FALSE;

  for (gint64 i = 0; i < n; i++)
    if (i % IN_STOCK != 0 &&
        !gh_user_insert_practice_token (run, i % n_users + 1, first + i + 1, error))
      return FALSE;

  return TRUE;
}

/* Y4: with neither digits nor a hash, so that none can be used. They end within a day; one in twenty never does, and is
 * weak (B2). */
static gboolean
add_codes (GhRun       *run,
           GhPractice  *practice,
           gint64       n_users,
           gint64       today,
           GError     **error)
{
  gint64 n = gh_run_get_number (run, "codes", 0);
  char key[GH_ID_LENGTH + 1];

  for (gint64 i = 0; i < n; i++)
    {
      gint64 created = today - i % (8 * HOUR);
      gint64 end = i % 20 == 0 ? 0 : created + (1 + i % 24) * HOUR;

      gh_practice_make_key (practice, GH_ID_BYPASS_CODE, key);
      if (!gh_bypass_code_insert_practice (run, key, i % n_users + 1, created, end, 1 + i % 3, error) ||
          (i % AT_ONCE == 0 && !gh_run_progress (run, i, n, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_autoptr (GhPractice) practice = NULL;
  g_auto (Devices) devices = { gh_phone_inserter_new (run->connection), gh_token_inserter_new (run->connection), 0, 0 };
  gint64 n_users = gh_run_get_number (run, "users", 0);
  const GhPracticeUser *user;
  gint64 today;

  gh_time_parse (gh_run_get_text (run, "today"), &today);
  practice = gh_practice_new (n_users, gh_run_get_number (run, "seed", 0), today);

  if (!add_directories_and_groups (run, practice, error))
    return FALSE;

  for (gint64 id = 1; (user = gh_practice_next (practice)) != NULL; id++)
    {
      add_devices (&devices, run, practice, user);
      if (!gh_user_insert_practice (run, user, id, devices.n_tokens, error) ||
          (user->trash_origin != 0 && !gh_trash_insert_practice (run, user, id, error)))
        return FALSE;
      if (id % AT_ONCE == 0 && !(flush_devices (&devices, error) &&
                              gh_run_progress (run, id, gh_practice_get_n_users (practice), error)))
        return FALSE;
    }
  if (!flush_devices (&devices, error) || !add_tokens (&devices, run, practice, n_users, error) ||
      !add_codes (run, practice, n_users, today, error))
    return FALSE;

  run->result->changed = gh_practice_get_n_users (practice);

  return TRUE;
}

static const GhParameter parameters[] = {
  { "users", GH_PARAMETER_NUMBER, TRUE, N_("How many users") },
  { "seed", GH_PARAMETER_NUMBER, TRUE, N_("A number that decides all that is random"), .is_public = TRUE },
  { "today", GH_PARAMETER_DATE, TRUE, N_("The day that the users' dates lead up to") },
  { "tokens", GH_PARAMETER_NUMBER, FALSE, N_("How many more hardware tokens, to measure lists by") },
  { "codes", GH_PARAMETER_NUMBER, FALSE, N_("How many bypass codes, to measure lists by; none can be used"),
    .is_public = TRUE },
  { NULL },
};

const GhOperation gh_op_organisation_fill_practice = {
  .name = "organisation.fill-practice",
  .label = N_("Fill With Practice Users"),
  .done = GH_PLURAL ("%s practice user made", "%s practice users made"),
  .no_undo_reason = N_("Practice users are made without a journal."),
  .has_no_menu = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
