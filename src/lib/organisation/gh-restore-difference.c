/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "organisation/gh-restore-difference.h"

#include "operations/gh-operation.h"

#include <glib/gi18n-lib.h>

/* %1$s is how many, %2$s the first names. */
static const struct {
  const char *what;
  const char *list;
  const char *sentence[2];
} differences[] = {
  { "administrators_coming_back", "organisation/list-administrators-coming-back",
    GH_PLURAL ("%1$s administrator gets rights back: %2$s\n", "%1$s administrators get rights back: %2$s\n") },
  { "administrators_leaving", "organisation/list-administrators-leaving",
    GH_PLURAL ("%1$s administrator goes: %2$s\n", "%1$s administrators go: %2$s\n") },
  { "users_coming_back", "organisation/list-users-coming-back",
    GH_PLURAL ("%1$s user gets rights back: %2$s\n", "%1$s users get rights back: %2$s\n") },
  { "phones_coming_back", "organisation/list-phones-coming-back",
    GH_PLURAL ("%1$s phone comes back: %2$s\n", "%1$s phones come back: %2$s\n") },
  { "phones_leaving", "organisation/list-phones-leaving",
    GH_PLURAL ("%1$s phone goes: %2$s\n", "%1$s phones go: %2$s\n") },
  { "phone_owners_coming_back", "organisation/list-phone-owners-coming-back",
    GH_PLURAL ("%1$s phone is given back: %2$s\n", "%1$s phones are given back: %2$s\n") },
  { "phone_owners_leaving", "organisation/list-phone-owners-leaving",
    GH_PLURAL ("%1$s phone is taken away: %2$s\n", "%1$s phones are taken away: %2$s\n") },
  { "tokens_coming_back", "organisation/list-tokens-coming-back",
    GH_PLURAL ("%1$s hardware token comes back: %2$s\n", "%1$s hardware tokens come back: %2$s\n") },
  { "tokens_leaving", "organisation/list-tokens-leaving",
    GH_PLURAL ("%1$s hardware token goes: %2$s\n", "%1$s hardware tokens go: %2$s\n") },
  { "token_owners_coming_back", "organisation/list-token-owners-coming-back",
    GH_PLURAL ("%1$s hardware token is given back: %2$s\n", "%1$s hardware tokens are given back: %2$s\n") },
  { "token_owners_leaving", "organisation/list-token-owners-leaving",
    GH_PLURAL ("%1$s hardware token is taken away: %2$s\n", "%1$s hardware tokens are taken away: %2$s\n") },
};

typedef struct {
  gint64     count;
  GPtrArray *names; /* the first GH_RESTORE_NAMES */
} Difference;

struct _GhRestoreDifferences {
  Difference found[G_N_ELEMENTS (differences)];
};

static gboolean
read_one (Difference    *difference,
          GhConnection  *connection,
          const char    *list,
          GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, list, error);

  for (; gh_statement_next (select); difference->count++)
    if (difference->names->len < GH_RESTORE_NAMES)
      g_ptr_array_add (difference->names, g_strdup (gh_statement_get_text (select, 0)));

  return gh_statement_finish (select, error);
}

GhRestoreDifferences *
gh_restore_differences_read (GhConnection  *connection,
                             GError       **error)
{
  g_autoptr (GhRestoreDifferences) self = g_new0 (GhRestoreDifferences, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    self->found[i].names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    if (!read_one (&self->found[i], connection, differences[i].list, error))
      return NULL;

  return g_steal_pointer (&self);
}

void
gh_restore_differences_free (GhRestoreDifferences *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    g_clear_pointer (&self->found[i].names, g_ptr_array_unref);
  g_free (self);
}

static char *
join_names (const Difference *difference)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < difference->names->len; i++)
    g_string_append_printf (text, i > 0 ? ", %s" : "%s", (const char *) g_ptr_array_index (difference->names, i));
  if (difference->count > difference->names->len)
    g_string_append (text, ", …");

  return g_string_free (text, FALSE);
}

void
gh_restore_differences_append_text (const GhRestoreDifferences *self,
                                    GString                    *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    {
      const Difference *difference = &self->found[i];
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, difference->count);
      g_autofree char *names = join_names (difference);

      if (difference->count == 0)
        continue;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (text, ngettext (differences[i].sentence[0], differences[i].sentence[1],
                                              difference->count), count, names);
#pragma GCC diagnostic pop
    }
}

JsonObject *
gh_restore_differences_to_json (const GhRestoreDifferences *self)
{
  JsonObject *object = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    {
      JsonObject *difference = json_object_new ();
      JsonArray *names = json_array_new ();

      json_object_set_int_member (difference, "count", self->found[i].count);
      for (guint j = 0; j < self->found[i].names->len; j++)
        json_array_add_string_element (names, g_ptr_array_index (self->found[i].names, j));
      json_object_set_array_member (difference, "names", names);
      json_object_set_object_member (object, differences[i].what, difference);
    }

  return object;
}
