/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logs/gh-log-stub.h"

#include "base/gh-json-reader.h"

#include <sodium.h>
#include <string.h>

/* In the order in which they are signed. */
static const struct {
  const char *name;
  gsize       offset;
} numbers[] = {
  { "first", G_STRUCT_OFFSET (GhStub, first) },
  { "last", G_STRUCT_OFFSET (GhStub, last) },
  { "count", G_STRUCT_OFFSET (GhStub, count) },
  { "first_time", G_STRUCT_OFFSET (GhStub, first_time) },
  { "last_time", G_STRUCT_OFFSET (GhStub, last_time) },
  { "key", G_STRUCT_OFFSET (GhStub, key_number) },
};

static void
set_hex (JsonObject   *object,
         const char   *name,
         const guint8 *bytes,
         gsize         length)
{
  g_autofree char *hex = g_malloc (2 * length + 1);

  json_object_set_string_member (object, name, sodium_bin2hex (hex, 2 * length + 1, bytes, length));
}

static gboolean
take_hex (JsonObject *object,
          const char *name,
          guint8     *bytes,
          gsize       wanted)
{
  const char *hex = gh_json_get_text (object, name);
  gsize length;

  return hex != NULL && sodium_hex2bin (bytes, wanted, hex, strlen (hex), NULL, &length, NULL) == 0 && length == wanted;
}

JsonObject *
gh_log_stub_to_json (const GhStub *self,
                     const guint8  signature[GH_SIGNATURE_BYTES])
{
  JsonObject *object = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    json_object_set_int_member (object, numbers[i].name, G_STRUCT_MEMBER (gint64, self, numbers[i].offset));
  set_hex (object, "hash_before", self->hash_before, sizeof self->hash_before);
  set_hex (object, "hash_last", self->hash_last, sizeof self->hash_last);
  set_hex (object, "signature", signature, GH_SIGNATURE_BYTES);

  return object;
}

gboolean
gh_log_stub_parse (GhStub     *self,
                   guint8      signature[GH_SIGNATURE_BYTES],
                   const char *payload)
{
  g_autoptr (JsonNode) node = payload != NULL ? gh_json_parse (payload, NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  memset (self, 0, sizeof *self);
  object = object != NULL ? gh_json_get_object (object, "facts") : NULL;
  object = object != NULL ? gh_json_get_object (object, "stub") : NULL;
  if (object == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      JsonNode *number = json_object_get_member (object, numbers[i].name);

      if (number == NULL || json_node_get_value_type (number) != G_TYPE_INT64)
        return FALSE;
      G_STRUCT_MEMBER (gint64, self, numbers[i].offset) = json_node_get_int (number);
    }

  return take_hex (object, "hash_before", self->hash_before, sizeof self->hash_before) &&
         take_hex (object, "hash_last", self->hash_last, sizeof self->hash_last) &&
         take_hex (object, "signature", signature, GH_SIGNATURE_BYTES);
}
