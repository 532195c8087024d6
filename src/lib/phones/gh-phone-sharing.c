/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone-sharing.h"

#include "phones/gh-phone-record.h"

/* The payload names no more. */
#define MAX_NAMED 100

struct _GhPhoneSharing {
  gint64     n_users;
  char      *last;    /* the user added last */
  GPtrArray *names;   /* of the first, with one of the others */
  JsonArray *shared;  /* for the facts */
};

GhPhoneSharing *
gh_phone_sharing_new (void)
{
  GhPhoneSharing *self = g_new0 (GhPhoneSharing, 1);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->shared = json_array_new ();

  return self;
}

void
gh_phone_sharing_free (GhPhoneSharing *self)
{
  g_free (self->last);
  g_ptr_array_unref (self->names);
  json_array_unref (self->shared);
  g_free (self);
}

static gboolean
add_name (GhPhoneSharing  *self,
          GhRun           *run,
          const char      *username,
          gint64           phone_id,
          GError         **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "phones/find-other-owner", error, "is",
                                                        phone_id, username);
  const char *other = gh_statement_next (select) ? gh_statement_get_text (select, 0) : NULL;

  g_ptr_array_add (self->names, gh_result_dup_name (username, other));

  return other != NULL || gh_statement_finish (select, error);
}

static gboolean
add_fact (GhPhoneSharing  *self,
          GhRun           *run,
          const char      *username,
          gint64           phone_id,
          GError         **error)
{
  g_autofree char *key = NULL;
  JsonObject *fact;

  if (!gh_record_kind_describe (&gh_record_kind_phone, run->connection, phone_id, &key, NULL, error))
    return FALSE;

  fact = json_object_new ();
  json_object_set_string_member (fact, "username", username);
  json_object_set_string_member (fact, "phone_id", key);
  json_array_add_object_element (self->shared, fact);

  return TRUE;
}

gboolean
gh_phone_sharing_add (GhPhoneSharing  *self,
                      GhRun           *run,
                      const char      *username,
                      gint64           phone_id,
                      GError         **error)
{
  if (g_strcmp0 (username, self->last) != 0)
    {
      if (++self->n_users <= GH_SKIP_NAMES && !add_name (self, run, username, phone_id, error))
        return FALSE;
      g_free (self->last);
      self->last = g_strdup (username);
    }

  return json_array_get_length (self->shared) >= MAX_NAMED || add_fact (self, run, username, phone_id, error);
}

void
gh_phone_sharing_say (const GhPhoneSharing *self,
                      GhRun                *run)
{
  if (self->n_users == 0)
    return;

  gh_run_also_of (run, "share-authenticator", self->n_users, self->names,
                  "%s person will share an authenticator with somebody else",
                  "%s people will share an authenticator with somebody else");
  json_object_set_array_member (run->facts, "shared", json_array_ref (self->shared));
}
