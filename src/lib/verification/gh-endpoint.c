/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-endpoint.h"

#include "verification/gh-facts.h"

struct _GhEndpoint
{
  GhBelonging parent_instance;

  char       *host;
  char       *client;
  gint64      last_use;
};

G_DEFINE_FINAL_TYPE (GhEndpoint, gh_endpoint, GH_TYPE_BELONGING)

static const GhField fields[] = {
  { "host", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhEndpoint, host) },
  { "client", GH_FIELD_TEXT, G_STRUCT_OFFSET (GhEndpoint, client) },
  { "last-use", GH_FIELD_NUMBER, G_STRUCT_OFFSET (GhEndpoint, last_use) },
};

static void
gh_endpoint_class_init (GhEndpointClass *klass)
{
  gh_belonging_class_set_fields (GH_BELONGING_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
gh_endpoint_init (GhEndpoint *self)
{
}

/* --- reading --- */

static GhEndpoint *
read_endpoint (GhStatement *row)
{
  GhEndpoint *self = g_object_new (GH_TYPE_ENDPOINT, NULL);

  gh_belonging_set_id (GH_BELONGING (self), gh_statement_get_int (row, 0));
  self->host = g_strdup (gh_statement_get_text (row, 1));
  self->client = g_strdup (gh_statement_get_text (row, 2));
  self->last_use = gh_statement_get_int (row, 3);

  return self;
}

static gboolean
read_all (GhConnection  *connection,
          gint64         user_id,
          gint64         now,
          GPtrArray     *into,
          GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "verification/list-endpoints-of-user", error, "ii",
                                                        user_id, now - GH_ENDPOINT_SECONDS);

  while (gh_statement_next (select))
    g_ptr_array_add (into, read_endpoint (select));

  return gh_statement_finish (select, error);
}

const GhBelongingKind gh_endpoints_of_user = {
  .get_type = gh_endpoint_get_type,
  .read = read_all,
};
