/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Y1, Y2: made-up users, one entry, no journal. */
#include "base/gh-fold.h"
#include "base/gh-time.h"
#include "operations/gh-run.h"
#include "organisation/gh-practice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_USERS          10000000
#define NUMBERS_PER_PREFIX 1000000

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gint64 n_users = gh_run_get_number (run, "users", 0);
  const char *day = gh_run_get_text (run, "today");
  gint64 is_empty, today;

  if (!gh_connection_get_number (run->connection, "organisation/is-empty", &is_empty, error, ""))
    return FALSE;

  run->result->selected = n_users;
  if (gh_time_check (day) != GH_REFUSAL_NONE)
    gh_run_refuse (run, gh_time_check (day), day);
  else if (!gh_time_parse (day, &today))
    gh_run_refuse (run, GH_REFUSAL_DATE, day);
  else if (n_users < 1 || n_users > MAX_USERS)
    gh_run_refuse (run, GH_REFUSAL_NOTHING_GIVEN, NULL);
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
      if (!gh_connection_run (run->connection, "organisation/insert-practice-directory", error, "issi",
                              (gint64) i + 1, key, names[i], run->entry))
        return FALSE;
    }

  for (guint i = 0; i < gh_practice_get_n_groups (practice); i++)
    {
      g_autofree char *name = gh_practice_make_group_name (practice, i);

      gh_practice_make_key (practice, GH_ID_GROUP, key);
      if (!gh_connection_run (run->connection, "organisation/insert-practice-group", error, "isssiti",
                              (gint64) i + 1, key, name, "Made up for practice",
                              (gint64) gh_practice_get_group_status (practice, i),
                              (gint64) gh_practice_get_group_directory (practice, i) + 1, run->entry))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_names (GhRun                *run,
           const GhPracticeUser *user,
           gint64                id,
           GError              **error)
{
  g_autofree char *name_key = gh_fold_name_key (user->username);

  if (!gh_connection_run (run->connection, "users/insert-user-name", error, "sii", name_key, id, (gint64) 0))
    return FALSE;

  for (guint i = 0; i < user->n_aliases; i++)
    {
      g_autofree char *key = gh_fold_name_key (user->aliases[i]);
      g_autofree char *fold = gh_fold_search (user->aliases[i]);

      if (!gh_connection_run (run->connection, "organisation/insert-practice-alias", error, "iiss", id,
                              (gint64) i + 1, user->aliases[i], fold) ||
          !gh_connection_run (run->connection, "users/insert-user-name", error, "sii", key, id, (gint64) i + 1))
        return FALSE;
    }

  return TRUE;
}

/* Norwegian numbers, enough for MAX_USERS; every fourth is a landline's, as add_devices() has it. They are spread over
 * those of a prefix, each met once: the factor has no divisor in common with how many there are. */
static char *
make_phone_number (guint64 phone)
{
  static const char *const prefixes[] = { "40", "41", "45", "22", "46", "47", "48", "55", "90", "91", "92", "73", "93",
                                          "94", "95", "33" };
  guint64 number = phone / G_N_ELEMENTS (prefixes) * 654321 % NUMBERS_PER_PREFIX;

  return g_strdup_printf ("+47%s%06" G_GUINT64_FORMAT, prefixes[phone % G_N_ELEMENTS (prefixes)], number);
}

static gboolean
add_devices (GhRun                *run,
             GhPractice           *practice,
             const GhPracticeUser *user,
             gint64                id,
             guint64              *n_phones,
             guint64              *n_tokens,
             GError              **error)
{
  static const char *const platforms[] = { "google android", "apple ios", "generic smartphone", "unknown" };
  static const char *const types[] = { "h6", "t6", "h8", "t8", "d1", "yk" };
  char key[GH_ID_LENGTH + 1];

  for (guint i = 0; i < user->n_phones; i++)
    {
      gint64 phone_id = (gint64) user->phones[i] + 1;

      if (user->phones[i] == *n_phones)
        {
          g_autofree char *number = make_phone_number (user->phones[i]);
          const char *platform = platforms[*n_phones % G_N_ELEMENTS (platforms)];
          const char *type = strcmp (platform, "unknown") == 0 ? "landline" : "mobile";

          gh_practice_make_key (practice, GH_ID_PHONE, key);
          if (!gh_connection_run (run->connection, "organisation/insert-practice-phone", error, "issssi",
                                  phone_id, key, number, type, platform, run->entry))
            return FALSE;
          (*n_phones)++;
        }
      if (!gh_connection_run (run->connection, "organisation/insert-practice-phone-owner", error, "ii", id, phone_id))
        return FALSE;
    }

  if (user->has_token)
    {
      g_autofree char *serial = g_strdup_printf ("%08" G_GUINT64_FORMAT, 10000000 + user->token * 3);

      (*n_tokens)++;
      gh_practice_make_key (practice, GH_ID_TOKEN, key);
      return gh_connection_run (run->connection, "organisation/insert-practice-token", error, "isssi",
                                (gint64) *n_tokens, key, types[*n_tokens % G_N_ELEMENTS (types)], serial,
                                run->entry) &&
             gh_connection_run (run->connection, "organisation/insert-practice-token-owner", error, "ii", id,
                                (gint64) *n_tokens);
    }

  return TRUE;
}

static gboolean
add_user (GhRun                *run,
          const GhPracticeUser *user,
          gint64                id,
          GError              **error)
{
  g_autofree char *username_fold = gh_fold_search (user->username);
  g_autofree char *realname_fold = gh_fold_search (user->realname);
  g_autofree char *email_fold = gh_fold_search (user->email);
  g_autofree char *external_id = user->directory >= 0 ? g_strdup_printf ("uid-%08" G_GINT64_FORMAT, id) : NULL;
  gboolean directory_disabled = user->directory >= 0 && user->status == GH_STATUS_DISABLED && user->trash_origin == 0;

  if (!gh_connection_run (run->connection, "organisation/insert-practice-user", error, "issssssssitsti",
                          id, user->key, user->username, username_fold, user->realname, realname_fold,
                          user->email, email_fold, user->notes, user->created, (gint64) user->directory + 1,
                          external_id, user->last_sync, (gint64) directory_disabled) ||
      !gh_connection_run (run->connection, "users/insert-user-status", error, "iiti", id, (gint64) user->status,
                          user->until, run->entry) ||
      !add_names (run, user, id, error))
    return FALSE;

  for (guint i = 0; i < user->n_groups; i++)
    if (!gh_connection_run (run->connection, "organisation/insert-practice-membership", error, "ii", id,
                            (gint64) user->groups[i] + 1))
      return FALSE;

  if (user->trash_origin != 0)
    return gh_connection_run (run->connection, "organisation/insert-practice-trash", error, "iiisii", id,
                              (gint64) user->trash_origin, user->trash_sent,
                              user->trash_origin == 3 ? "Sync" : user->trash_origin == 2 ? "System" : run->actor->name,
                              user->purge_at, (gint64) user->status_before);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_autoptr (GhPractice) practice = NULL;
  const GhPracticeUser *user;
  guint64 n_phones = 0;
  guint64 n_tokens = 0;
  gint64 today;

  gh_time_parse (gh_run_get_text (run, "today"), &today);
  practice = gh_practice_new (gh_run_get_number (run, "users", 0), gh_run_get_number (run, "seed", 0), today);

  if (!add_directories_and_groups (run, practice, error))
    return FALSE;

  for (gint64 id = 1; (user = gh_practice_next (practice)) != NULL; id++)
    {
      if (!add_user (run, user, id, error) ||
          !add_devices (run, practice, user, id, &n_phones, &n_tokens, error))
        return FALSE;
      if (id % 1000 == 0 && !gh_run_progress (run, id, gh_practice_get_n_users (practice), error))
        return FALSE;
    }

  run->result->changed = gh_practice_get_n_users (practice);

  return TRUE;
}

static const GhParameter parameters[] = {
  { "users", GH_PARAMETER_NUMBER, TRUE, N_("How many users") },
  { "seed", GH_PARAMETER_NUMBER, TRUE, N_("A number that decides all that is random") },
  { "today", GH_PARAMETER_DATE, TRUE, N_("The day that the users' dates lead up to") },
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
