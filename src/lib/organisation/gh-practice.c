/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Y1, Y2: shares are of the users outside the Trash; each is drawn independently, so they hold on average. */
#include "organisation/gh-practice.h"

#include "operations/gh-role-table.h"
#include "organisation/gh-practice-names.h"
#include "verification/gh-facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY  (24 * 60 * 60)
#define YEAR (365 * DAY)

#define MIN_TRASHED      6
#define MIN_GROUPS       8
#define MAX_GROUPS       200
#define USERS_PER_GROUP  50

/* One user in this many has no e-mail. */
#define WITHOUT_EMAIL 50

struct _GhPractice {
  GRand          *random;      /* all but keys, so that events can be filled without them */
  GRand          *key_random;
  guint64         n_users;
  guint64         n_trashed;
  guint           n_groups;
  gint64          today;

  guint64         index;
  guint64         n_phones;
  GHashTable     *used;        /* username without its number -> how often */
  GStringChunk   *texts;       /* of the current user */
  GhPracticeUser  user;
};

GhPractice *
gh_practice_new (guint64 n_users,
                 guint64 seed,
                 gint64  today)
{
  GhPractice *self = g_new0 (GhPractice, 1);
  /* Without the day: tomorrow gives the same people, with times a day later. */
  guint32 seeds[] = { (guint32) seed, (guint32) (seed >> 32), (guint32) n_users };

  self->random = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  self->key_random = g_rand_copy (self->random);
  self->n_users = n_users;
  self->n_trashed = MAX (MIN_TRASHED, n_users * 3 / 1000);
  self->n_groups = CLAMP (n_users / USERS_PER_GROUP, MIN_GROUPS, MAX_GROUPS);
  self->today = today;
  self->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->texts = g_string_chunk_new (512);

  return self;
}

void
gh_practice_free (GhPractice *self)
{
  g_rand_free (self->random);
  g_rand_free (self->key_random);
  g_hash_table_unref (self->used);
  g_string_chunk_free (self->texts);
  g_free (self);
}

guint64
gh_practice_get_n_users (GhPractice *self)
{
  return self->n_users + self->n_trashed;
}

guint
gh_practice_get_n_groups (GhPractice *self)
{
  return self->n_groups;
}

/* The first two belong to the directories; the last is Disabled, the one before it Bypass. */
char *
gh_practice_make_group_name (GhPractice *self,
                             guint       group)
{
  static const char *const names[] = { "Staff", "Students", "VPN", "Finance", "Research", "Library" };

  if (group == self->n_groups - 1)
    return g_strdup ("Contractors 2025");
  if (group == self->n_groups - 2)
    return g_strdup ("Emergency access");
  if (group < G_N_ELEMENTS (names))
    return g_strdup (names[group]);

  return g_strdup_printf ("Project %03u", group);
}

int
gh_practice_get_group_status (GhPractice *self,
                              guint       group)
{
  if (group == self->n_groups - 1)
    return GH_STATUS_DISABLED;

  return group == self->n_groups - 2 ? GH_STATUS_BYPASS : GH_STATUS_ACTIVE;
}

int
gh_practice_get_group_directory (GhPractice *self,
                                 guint       group)
{
  return group < GH_PRACTICE_DIRECTORIES ? (int) group : -1;
}

void
gh_practice_make_key (GhPractice *self,
                      const char *prefix,
                      char        key[GH_ID_LENGTH + 1])
{
  guint8 bytes[GH_ID_BYTES];

  for (gsize i = 0; i < sizeof bytes; i += sizeof (guint32))
    {
      guint32 part = GUINT32_TO_LE (g_rand_int (self->key_random));

      memcpy (bytes + i, &part, sizeof part);
    }
  gh_id_write (prefix, bytes, key);
}

/* A number below @n. */
static guint
draw (GhPractice *self,
      guint       n)
{
  return g_rand_int_range (self->random, 0, (gint32) n);
}

static gint64
draw_seconds (GhPractice *self,
              gint64      from,
              gint64      to)
{
  return from + (gint64) (g_rand_double (self->random) * (to - from));
}

static const char *
keep (GhPractice *self,
      char       *text)
{
  g_autofree char *owned = text;

  return g_string_chunk_insert (self->texts, owned);
}

static const GhPracticeScript *
draw_script (GhPractice *self)
{
  int n = (int) draw (self, 100);

  for (guint i = 0; i < GH_PRACTICE_SCRIPTS; i++)
    {
      n -= gh_practice_scripts[i].weight;
      if (n < 0)
        return &gh_practice_scripts[i];
    }

  g_assert_not_reached ();
}

/* @base, with a number appended if it was used before. */
static const char *
make_unique (GhPractice *self,
             char       *base)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->used, base)) + 1;
  const char *unique = n == 1 ? keep (self, g_strdup (base)) : keep (self, g_strdup_printf ("%s%u", base, n));

  g_hash_table_replace (self->used, base, GUINT_TO_POINTER (n));

  return unique;
}

static void
make_names (GhPractice *self)
{
  GhPracticeUser *user = &self->user;
  const GhPracticeScript *script = draw_script (self);
  const GhPracticeName *given = &script->given[draw (self, GH_PRACTICE_NAMES)];
  const GhPracticeName *family = &script->family[draw (self, GH_PRACTICE_NAMES)];
  guint style = draw (self, 1000);
  guint n = draw (self, 100);
  const char *address;

  user->realname = keep (self, g_strconcat (script->family_first ? family->native : given->native,
                                            script->separator,
                                            script->family_first ? given->native : family->native, NULL));

  /* None of these ends in a digit, so a number appended to one never makes another. */
  if (style < 14)
    user->username = make_unique (self, g_strconcat (given->native, NULL));
  else if (style < 20)
    user->username = make_unique (self, g_strconcat (given->ascii, "_", family->ascii, NULL));
  else if (style < 24)
    user->username = make_unique (self, g_strconcat (given->ascii, "%", family->ascii, NULL));
  else if (style < 28)
    user->username = make_unique (self, g_strconcat (given->ascii, "'", family->ascii, NULL));
  else if (style < 300)
    user->username = make_unique (self, g_strconcat (given->ascii, ".", family->ascii, NULL));
  else
    user->username = make_unique (self, g_strdup_printf ("%.1s.%s", given->ascii, family->ascii));

  address = keep (self, g_strdup_printf ("%s.%s.%" G_GUINT64_FORMAT "@example.com", given->ascii, family->ascii,
                                         self->index));
  user->email = style % WITHOUT_EMAIL == 0 ? "" : address;
  user->notes = draw (self, 50) == 0 ? "Works at the reception.\nCall before noon." : "";

  user->n_aliases = n < 60 ? 0 : n < 90 ? 1 : n < 99 ? 2 : 8;
  for (guint i = 0; i < user->n_aliases; i++)
    user->aliases[i] = i == 0 ? address
                              : keep (self, g_strdup_printf ("%s/%" G_GUINT64_FORMAT "/%u", family->ascii,
                                                             self->index, i));
}

static void
make_status (GhPractice *self)
{
  GhPracticeUser *user = &self->user;
  guint n = draw (self, 100);

  user->directory = draw (self, 100) < 40 ? (int) draw (self, GH_PRACTICE_DIRECTORIES) : -1;
  user->status = n < 93 ? GH_STATUS_ACTIVE : n < 96 ? GH_STATUS_BYPASS : GH_STATUS_DISABLED;
  user->until = 0;
  if (user->status == GH_STATUS_BYPASS && draw (self, 3) != 0)
    user->until = self->today + (gint64) (1 + draw (self, 30)) * DAY;
}

static void
make_times (GhPractice *self)
{
  GhPracticeUser *user = &self->user;
  guint n = draw (self, 100);

  user->last_login = n < 8 ? 0
                     : n < 78 ? draw_seconds (self, self->today - 30 * DAY + 1, self->today)
                     : draw_seconds (self, self->today - 3 * YEAR, self->today - 30 * DAY);
  user->created = draw_seconds (self, (user->last_login != 0 ? user->last_login : self->today) - 2 * YEAR,
                                user->last_login != 0 ? user->last_login : self->today);
  user->last_sync = user->directory >= 0 ? self->today - (gint64) draw (self, 6) * 60 * 60 : 0;
  user->locked = draw (self, 1000) == 0 && user->status == GH_STATUS_ACTIVE
                 ? draw_seconds (self, self->today - 2 * DAY, self->today) : 0;
}

static void
make_devices (GhPractice *self)
{
  GhPracticeUser *user = &self->user;
  guint n = draw (self, 100);

  user->n_phones = n < 15 ? 0 : n < 85 ? 1 : n < 98 ? 2 : 3;
  for (guint i = 0; i < user->n_phones; i++)
    user->phones[i] = i == 0 && self->n_phones > 0 && draw (self, 100) == 0 ? self->n_phones - 1 : self->n_phones++;

  user->has_token = draw (self, 100) < 5;
  user->token = self->index;
}

/* The cube makes the first groups large and the last ones small. */
static void
make_memberships (GhPractice *self)
{
  GhPracticeUser *user = &self->user;
  guint wanted = draw (self, GH_PRACTICE_MAX_GROUPS + 1);

  user->n_groups = 0;
  for (guint i = 0; i < wanted; i++)
    {
      double r = g_rand_double (self->random);
      guint group = (guint) (r * r * r * self->n_groups);
      gboolean is_known = FALSE;

      for (guint j = 0; j < user->n_groups; j++)
        is_known |= user->groups[j] == group;
      if (!is_known && (gh_practice_get_group_directory (self, group) < 0 ||
                        gh_practice_get_group_directory (self, group) == user->directory))
        user->groups[user->n_groups++] = group;
    }
}

static void
make_trash (GhPractice *self)
{
  GhPracticeUser *user = &self->user;
  guint64 n = self->index - self->n_users;
  gint64 days = 1 + (gint64) (n % 7);

  user->trash_origin = 1 + (int) (n % 3);
  if (user->trash_origin == 3 && user->directory < 0)
    user->directory = (int) draw (self, GH_PRACTICE_DIRECTORIES);
  else if (user->trash_origin != 3)
    {
      user->directory = -1;
      user->last_sync = 0;
    }
  user->purge_at = self->today + days * DAY;
  user->trash_sent = user->purge_at - 7 * DAY;
  user->created = MIN (user->created, user->trash_sent);
  user->last_login = MIN (user->last_login, user->trash_sent);
  if (user->trash_origin == 2)
    user->last_login = MIN (user->last_login, user->trash_sent - 90 * DAY);
  if (user->last_login != 0)
    user->created = MIN (user->created, user->last_login);
  user->status_before = user->status;
  user->status = GH_STATUS_DISABLED;
  user->until = 0;
  user->locked = 0;
  for (guint i = 0; i < user->n_groups; i++)
    if (gh_practice_get_group_directory (self, user->groups[i]) >= 0 &&
        gh_practice_get_group_directory (self, user->groups[i]) != user->directory)
      user->groups[i--] = user->groups[--user->n_groups];
}

const GhPracticeUser *
gh_practice_next (GhPractice *self)
{
  if (self->index == self->n_users + self->n_trashed)
    return NULL;

  g_string_chunk_clear (self->texts);
  memset (&self->user, 0, sizeof self->user);
  gh_practice_make_key (self, GH_ID_USER, self->user.key);
  make_names (self);
  make_status (self);
  make_times (self);
  make_devices (self);
  make_memberships (self);
  if (self->index >= self->n_users)
    make_trash (self);
  self->index++;

  return &self->user;
}

/* --- events --- */

typedef struct {
  guint64 n_users;
  guint64 seed;
  gint64  today;
} Facts;

static gboolean
fill_events (GhConnection  *connection,
             gpointer       data,
             GError       **error)
{
  const Facts *facts = data;
  g_autoptr (GhPractice) practice = gh_practice_new (facts->n_users, facts->seed, facts->today);
  const GhPracticeUser *user;

  for (gint64 id = 1; (user = gh_practice_next (practice)) != NULL; id++)
    {
      if (user->last_login != 0 &&
          !gh_facts_insert_login (connection, id, user->last_login, error))
        return FALSE;
      if (user->locked != 0 && !gh_facts_insert_lockout (connection, id, user->locked, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fill_events_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  if (!gh_connection_begin_write (connection, error))
    return FALSE;

  if (!fill_events (connection, data, error))
    {
      gh_connection_rollback (connection);
      return FALSE;
    }

  return gh_connection_commit (connection, error);
}

gboolean
gh_practice_fill_events (GhStore  *store,
                         guint64   n_users,
                         guint64   seed,
                         gint64    today,
                         GError  **error)
{
  Facts facts = { n_users, seed, today };

  return gh_store_write (store, GH_FILE_EVENTS, fill_events_cb, &facts, error);
}
