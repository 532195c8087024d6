/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-json-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sodium.h>
#include <string.h>

/* --- keys --- */

typedef struct {
  guint64 object;  /* which object in the text */
  gsize   length;
  char    text[];  /* without escapes */
} Key;

/* Keyed, so that nobody can write a text whose keys all collide. */
static guint
hash_key (gconstpointer data)
{
  static guint8 secret[crypto_shorthash_KEYBYTES];
  static gsize is_ready;
  const Key *key = data;
  guint64 hash;

  if (g_once_init_enter (&is_ready))
    {
      randombytes_buf (secret, sizeof secret);
      g_once_init_leave (&is_ready, 1);
    }
  crypto_shorthash ((guint8 *) &hash, (const guint8 *) key->text, key->length, secret);
  hash ^= key->object * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (hash ^ (hash >> 32));
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  const Key *one = a;
  const Key *other = b;

  return one->object == other->object && one->length == other->length &&
         memcmp (one->text, other->text, one->length) == 0;
}

/* --- the scanner --- */

typedef struct {
  const char *start;
  const char *at;
  const char *end;
  GString    *string;                     /* the last text, without escapes */
  GHashTable *keys;
  guint       depth;
  guint64     objects[GH_JSON_MAX_DEPTH]; /* the number of each open object; 0 for an array */
  guint64     n_objects;
} Scanner;

static gboolean
fail (Scanner     *self,
      const char  *reason,
      GError     **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_BAD_FILE, _("JSON, byte %" G_GSIZE_FORMAT ": %s"),
               (gsize) (self->at - self->start) + 1, reason);

  return FALSE;
}

static gboolean
fail_unexpected (Scanner  *self,
                 GError  **error)
{
  return fail (self, self->at == self->end ? _("it ends too early.") : _("this does not belong here."), error);
}

static void
skip_blanks (Scanner *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r'))
    self->at++;
}

/* Skips @c if it is next. */
static gboolean
take (Scanner *self,
      char     c)
{
  if (self->at == self->end || *self->at != c)
    return FALSE;

  self->at++;

  return TRUE;
}

static gboolean
scan_hex (Scanner   *self,
          gunichar  *unit,
          GError   **error)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, self->at++)
    {
      if (self->at == self->end || !g_ascii_isxdigit (*self->at))
        return fail_unexpected (self, error);
      *unit = *unit * 16 + (gunichar) g_ascii_xdigit_value (*self->at);
    }

  return TRUE;
}

/* Reads what follows \u. */
static gboolean
scan_code_point (Scanner  *self,
                 GError  **error)
{
  gunichar unit;
  gunichar low;

  if (!scan_hex (self, &unit, error))
    return FALSE;
  if (unit == 0)
    return fail (self, _("there is a NUL."), error);
  if (unit >= 0xd800 && unit < 0xe000)
    {
      if (unit >= 0xdc00 || !take (self, '\\') || !take (self, 'u'))
        return fail (self, _("there is half of a surrogate pair."), error);
      if (!scan_hex (self, &low, error))
        return FALSE;
      if (low < 0xdc00 || low >= 0xe000)
        return fail (self, _("there is half of a surrogate pair."), error);
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  g_string_append_unichar (self->string, unit);

  return TRUE;
}

static gboolean
scan_escape (Scanner  *self,
             GError  **error)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *name;

  if (take (self, 'u'))
    return scan_code_point (self, error);

  name = self->at < self->end && *self->at != '\0' ? strchr (names, *self->at) : NULL;
  if (name == NULL)
    return fail_unexpected (self, error);
  self->at++;
  g_string_append_c (self->string, values[name - names]);

  return TRUE;
}

/* Reads a string after its opening quote. */
static gboolean
scan_string (Scanner  *self,
             GError  **error)
{
  g_string_truncate (self->string, 0);
  while (!take (self, '"'))
    {
      const char *from = self->at;

      while (self->at < self->end && *self->at != '"' && *self->at != '\\' && (guchar) *self->at >= 0x20)
        self->at++;
      g_string_append_len (self->string, from, self->at - from);
      if (take (self, '\\'))
        {
          if (!scan_escape (self, error))
            return FALSE;
        }
      else if (self->at == self->end || *self->at != '"')
        return fail_unexpected (self, error);
    }

  return TRUE;
}

static gboolean
scan_digits (Scanner  *self,
             GError  **error)
{
  if (self->at == self->end || !g_ascii_isdigit (*self->at))
    return fail_unexpected (self, error);
  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;

  return TRUE;
}

static gboolean
scan_number (Scanner  *self,
             GError  **error)
{
  const char *from = self->at;

  take (self, '-');
  if (!take (self, '0') && !scan_digits (self, error))
    return FALSE;
  if (take (self, '.') && !scan_digits (self, error))
    return FALSE;
  if (take (self, 'e') || take (self, 'E'))
    {
      if (!take (self, '+'))
        take (self, '-');
      if (!scan_digits (self, error))
        return FALSE;
    }

  /* Few are long enough to need a closer look. */
  if (self->at - from > 18 || memchr (from, 'e', self->at - from) != NULL || memchr (from, 'E', self->at - from) != NULL)
    {
      g_autofree char *number = g_strndup (from, self->at - from);

      if (!isfinite (g_ascii_strtod (number, NULL)))
        return fail (self, _("the number is too large."), error);
    }

  return TRUE;
}

static gboolean
scan_word (Scanner     *self,
           const char  *word,
           GError     **error)
{
  for (; *word != '\0'; word++)
    if (!take (self, *word))
      return fail_unexpected (self, error);

  return TRUE;
}

/* Reads "key": in the innermost object. */
static gboolean
scan_key (Scanner  *self,
          GError  **error)
{
  const char *from;
  Key *key;

  skip_blanks (self);
  from = self->at;
  if (!take (self, '"'))
    return fail_unexpected (self, error);
  if (!scan_string (self, error))
    return FALSE;

  key = g_malloc (sizeof *key + self->string->len);
  *key = (Key) { self->objects[self->depth - 1], self->string->len };
  memcpy (key->text, self->string->str, self->string->len);
  if (!g_hash_table_add (self->keys, key))
    {
      self->at = from;
      return fail (self, _("the key is there twice."), error);
    }

  skip_blanks (self);

  return take (self, ':') || fail_unexpected (self, error);
}

/* Skips [ or {, and ] or } if it is empty. */
static gboolean
open_container (Scanner   *self,
                gboolean  *is_open,
                GError   **error)
{
  gboolean is_object = *self->at == '{';

  if (self->depth == GH_JSON_MAX_DEPTH)
    return fail (self, _("it is nested too deep."), error);

  self->at++;
  self->objects[self->depth++] = is_object ? ++self->n_objects : 0;
  skip_blanks (self);
  *is_open = !take (self, is_object ? '}' : ']');
  if (!*is_open)
    self->depth--;

  return !*is_open || !is_object || scan_key (self, error);
}

/* Reads a value, or the start of an array or object. */
static gboolean
scan_value (Scanner   *self,
            gboolean  *is_open,
            GError   **error)
{
  *is_open = FALSE;
  skip_blanks (self);
  if (self->at == self->end)
    return fail_unexpected (self, error);

  switch (*self->at)
    {
    case '{':
    case '[':
      return open_container (self, is_open, error);
    case '"':
      self->at++;
      return scan_string (self, error);
    case 't':
      return scan_word (self, "true", error);
    case 'f':
      return scan_word (self, "false", error);
    case 'n':
      return scan_word (self, "null", error);
    default:
      return scan_number (self, error);
    }
}

/* After a value: closes what ends here. @is_more: a value follows */
static gboolean
scan_end (Scanner   *self,
          gboolean  *is_more,
          GError   **error)
{
  *is_more = FALSE;
  for (skip_blanks (self); self->depth > 0; skip_blanks (self))
    {
      gboolean is_object = self->objects[self->depth - 1] != 0;

      if (take (self, ','))
        {
          *is_more = TRUE;
          return !is_object || scan_key (self, error);
        }
      if (!take (self, is_object ? '}' : ']'))
        return fail_unexpected (self, error);
      self->depth--;
    }

  return self->at == self->end || fail_unexpected (self, error);
}

static gboolean
scan (Scanner  *self,
      GError  **error)
{
  gboolean is_open;
  gboolean is_more = TRUE;

  while (is_more)
    {
      if (!scan_value (self, &is_open, error) || (!is_open && !scan_end (self, &is_more, error)))
        return FALSE;
    }

  return TRUE;
}

gboolean
gh_json_check (const char  *text,
               gssize       length,
               GError     **error)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);
  Scanner scanner = { .start = text, .at = text, .end = text + n, .string = string, .keys = keys };

  if (!g_utf8_validate_len (text, n, &scanner.at))
    return fail (&scanner, _("the text is not UTF-8."), error);
  scanner.at = text;

  return scan (&scanner, error);
}

JsonNode *
gh_json_parse (const char  *text,
               GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonNode *node;

  if (!gh_json_check (text != NULL ? text : "", -1, error))
    return NULL;

  node = json_from_string (text, &local_error);
  if (node == NULL)
    g_set_error (error, GH_ERROR, GH_ERROR_BAD_FILE, _("JSON: %s"),
                 local_error != NULL ? local_error->message : _("it ends too early."));

  return node;
}

/* --- members --- */

JsonObject *
gh_json_get_object (JsonObject *object,
                    const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

const char *
gh_json_get_text (JsonObject *object,
                  const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}
