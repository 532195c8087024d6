/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-row-scratch.h"

#include <string.h>

struct _GhRowScratch {
  GhReportFile *file;
  GByteArray   *packed;  /* the row being written or last read */

  /* The row last read. */
  GhUserRow     row;
  GPtrArray    *groups;
  GArray       *phones;
  GArray       *tokens;
};

/* Packing and unpacking share these lists, so neither can miss what the other has. */
static const gsize numbers[] = {
  G_STRUCT_OFFSET (GhUserRow, facts.id),           G_STRUCT_OFFSET (GhUserRow, facts.until),
  G_STRUCT_OFFSET (GhUserRow, facts.unlocked),     G_STRUCT_OFFSET (GhUserRow, facts.lockout),
  G_STRUCT_OFFSET (GhUserRow, facts.locked),
  G_STRUCT_OFFSET (GhUserRow, facts.locked_until), G_STRUCT_OFFSET (GhUserRow, facts.directory_id),
  G_STRUCT_OFFSET (GhUserRow, facts.purge_at),     G_STRUCT_OFFSET (GhUserRow, facts.until_before),
  G_STRUCT_OFFSET (GhUserRow, facts.last_op),      G_STRUCT_OFFSET (GhUserRow, created),
  G_STRUCT_OFFSET (GhUserRow, last_login),         G_STRUCT_OFFSET (GhUserRow, last_sync),
  G_STRUCT_OFFSET (GhUserRow, sent),
};

static const gsize words[] = {
  G_STRUCT_OFFSET (GhUserRow, facts.status),        G_STRUCT_OFFSET (GhUserRow, facts.directory_disabled),
  G_STRUCT_OFFSET (GhUserRow, facts.trash_origin),  G_STRUCT_OFFSET (GhUserRow, facts.status_before),
  G_STRUCT_OFFSET (GhUserRow, status),              G_STRUCT_OFFSET (GhUserRow, n_groups),
  G_STRUCT_OFFSET (GhUserRow, n_phones),            G_STRUCT_OFFSET (GhUserRow, n_tokens),
};

static const gsize texts[] = {
  G_STRUCT_OFFSET (GhUserRow, key),   G_STRUCT_OFFSET (GhUserRow, username), G_STRUCT_OFFSET (GhUserRow, realname),
  G_STRUCT_OFFSET (GhUserRow, email), G_STRUCT_OFFSET (GhUserRow, notes),    G_STRUCT_OFFSET (GhUserRow, external_id),
  G_STRUCT_OFFSET (GhUserRow, lockout_reason), G_STRUCT_OFFSET (GhUserRow, sent_by),
  G_STRUCT_OFFSET (GhUserRow, source), G_STRUCT_OFFSET (GhUserRow, firstname),
  G_STRUCT_OFFSET (GhUserRow, lastname),
};

static const gsize phone_texts[] = {
  G_STRUCT_OFFSET (GhRowPhone, key),  G_STRUCT_OFFSET (GhRowPhone, number), G_STRUCT_OFFSET (GhRowPhone, extension),
  G_STRUCT_OFFSET (GhRowPhone, name), G_STRUCT_OFFSET (GhRowPhone, type),   G_STRUCT_OFFSET (GhRowPhone, platform),
};

static const gsize token_texts[] = {
  G_STRUCT_OFFSET (GhRowToken, key), G_STRUCT_OFFSET (GhRowToken, type), G_STRUCT_OFFSET (GhRowToken, serial),
};

G_STATIC_ASSERT (sizeof (GhStoredStatus) == sizeof (guint32));
G_STATIC_ASSERT (sizeof (GhTrashOrigin) == sizeof (guint32));
G_STATIC_ASSERT (sizeof (GhEffectiveStatus) == sizeof (guint32));
G_STATIC_ASSERT (sizeof (gboolean) == sizeof (guint32));

GhRowScratch *
gh_row_scratch_new (GhReportFile  *file,
                    GError       **error)
{
  g_autoptr (GhReportFile) scratch = gh_report_file_new_scratch (file, error);
  GhRowScratch *self;

  if (scratch == NULL)
    return NULL;

  self = g_new0 (GhRowScratch, 1);
  self->file = g_steal_pointer (&scratch);
  self->packed = g_byte_array_new ();
  self->groups = g_ptr_array_new ();
  self->phones = g_array_new (FALSE, FALSE, sizeof (GhRowPhone));
  self->tokens = g_array_new (FALSE, FALSE, sizeof (GhRowToken));

  return self;
}

void
gh_row_scratch_free (GhRowScratch *self)
{
  gh_report_file_free (self->file);
  g_byte_array_unref (self->packed);
  g_ptr_array_unref (self->groups);
  g_array_unref (self->phones);
  g_array_unref (self->tokens);
  g_free (self);
}

/* --- packing --- */

/* LEB128: seven bits a byte, low ones first; the high bit means that more follow. Most numbers are 0. */
static void
put_number (GByteArray *packed,
            guint64     number)
{
  guint8 bytes[10];
  guint n = 0;

  do
    {
      bytes[n++] = (guint8) ((number & 0x7f) | (number > 0x7f ? 0x80 : 0));
      number >>= 7;
    }
  while (number > 0);

  g_byte_array_append (packed, bytes, n);
}

/* The length plus one, 0 for NULL; then the text with its NUL. */
static void
put_text (GByteArray *packed,
          const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  put_number (packed, text != NULL ? length + 1 : 0);
  if (text != NULL)
    g_byte_array_append (packed, (const guint8 *) text, (guint) length + 1);
}

static void
put_texts (GByteArray    *packed,
           gconstpointer  record,
           const gsize   *offsets,
           gsize          n)
{
  for (gsize i = 0; i < n; i++)
    put_text (packed, G_STRUCT_MEMBER (const char *, record, offsets[i]));
}

static void
put_pointer (GByteArray    *packed,
             gconstpointer  pointer)
{
  g_byte_array_append (packed, (const guint8 *) &pointer, sizeof pointer);
}

guint64
gh_row_scratch_add (GhRowScratch    *self,
                    const GhUserRow *row)
{
  GByteArray *packed = self->packed;
  guint64 place = gh_report_file_get_length (self->file);

  g_byte_array_set_size (packed, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    put_number (packed, (guint64) G_STRUCT_MEMBER (gint64, row, numbers[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    put_number (packed, G_STRUCT_MEMBER (guint32, row, words[i]));
  put_texts (packed, row, texts, G_N_ELEMENTS (texts));
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    put_text (packed, row->aliases[i]);
  put_pointer (packed, row->directory_key);

  for (guint i = 0; i < row->n_groups; i++)
    put_pointer (packed, row->groups[i]);
  for (guint i = 0; i < row->n_phones; i++)
    {
      put_number (packed, (guint64) row->phones[i].id);
      put_number (packed, row->phones[i].is_activated);
      put_texts (packed, &row->phones[i], phone_texts, G_N_ELEMENTS (phone_texts));
    }
  for (guint i = 0; i < row->n_tokens; i++)
    put_texts (packed, &row->tokens[i], token_texts, G_N_ELEMENTS (token_texts));

  gh_report_file_append (self->file, (const char *) packed->data, packed->len);

  return place;
}

gboolean
gh_row_scratch_has_failed (GhRowScratch *self)
{
  return gh_report_file_has_failed (self->file);
}

guint64
gh_row_scratch_get_end (GhRowScratch *self)
{
  return gh_report_file_get_length (self->file);
}

/* --- unpacking --- */

static guint64
take_number (const guint8 **at)
{
  guint64 number = 0;
  guint shift = 0;

  for (; (**at & 0x80) != 0; shift += 7)
    number |= (guint64) (*(*at)++ & 0x7f) << shift;

  return number | (guint64) *(*at)++ << shift;
}

static const char *
take_text (const guint8 **at)
{
  guint64 bytes = take_number (at);
  const char *text = (const char *) *at;

  *at += bytes;

  return bytes > 0 ? text : NULL;
}

static void
take_texts (const guint8 **at,
            gpointer       record,
            const gsize   *offsets,
            gsize          n)
{
  for (gsize i = 0; i < n; i++)
    G_STRUCT_MEMBER (const char *, record, offsets[i]) = take_text (at);
}

static gpointer
take_pointer (const guint8 **at)
{
  gpointer pointer;

  memcpy (&pointer, *at, sizeof pointer);
  *at += sizeof pointer;

  return pointer;
}

static void
unpack (GhRowScratch *self)
{
  const guint8 *at = self->packed->data;
  GhUserRow *row = &self->row;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    G_STRUCT_MEMBER (gint64, row, numbers[i]) = (gint64) take_number (&at);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    G_STRUCT_MEMBER (guint32, row, words[i]) = (guint32) take_number (&at);
  take_texts (&at, row, texts, G_N_ELEMENTS (texts));
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    row->aliases[i] = take_text (&at);
  row->directory_key = take_pointer (&at);

  g_ptr_array_set_size (self->groups, (int) row->n_groups);
  g_array_set_size (self->phones, row->n_phones);
  g_array_set_size (self->tokens, row->n_tokens);
  row->groups = (const GhRowGroup **) self->groups->pdata;
  row->phones = (GhRowPhone *) (void *) self->phones->data;
  row->tokens = (GhRowToken *) (void *) self->tokens->data;
  for (guint i = 0; i < row->n_groups; i++)
    row->groups[i] = take_pointer (&at);
  for (guint i = 0; i < row->n_phones; i++)
    {
      row->phones[i].id = (gint64) take_number (&at);
      row->phones[i].is_activated = take_number (&at) != 0;
      take_texts (&at, &row->phones[i], phone_texts, G_N_ELEMENTS (phone_texts));
    }
  for (guint i = 0; i < row->n_tokens; i++)
    take_texts (&at, &row->tokens[i], token_texts, G_N_ELEMENTS (token_texts));
}

const GhUserRow *
gh_row_scratch_read (GhRowScratch  *self,
                     guint64        place,
                     gsize          length,
                     GError       **error)
{
  g_byte_array_set_size (self->packed, (guint) length);
  if (!gh_report_file_read (self->file, place, self->packed->data, length, error))
    return NULL;
  unpack (self);

  return &self->row;
}
