/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-inserter.h"

#include "store/gh-connection-private.h"
#include "store/gh-statement-private.h"

#include <string.h>

typedef struct {
  char   type;    /* i, s, d or 0 for NULL */
  gint64 number;  /* or its offset in `bytes` */
  gsize  length;
} Value;

struct _GhInserter {
  GhConnection *connection;
  char         *name;
  GArray       *values;  /* Value */
  GByteArray   *bytes;   /* texts and bytes of the values */
  guint         n_rows;
};

GhInserter *
gh_inserter_new (GhConnection *connection,
                 const char   *name)
{
  GhInserter *self = g_new0 (GhInserter, 1);

  self->connection = connection;
  self->name = g_strdup (name);
  self->values = g_array_new (FALSE, FALSE, sizeof (Value));
  self->bytes = g_byte_array_new ();

  return self;
}

void
gh_inserter_free (GhInserter *self)
{
  g_free (self->name);
  g_array_unref (self->values);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

static void
add_bytes (GhInserter    *self,
           char           type,
           gconstpointer  data,
           gsize          length)
{
  Value value = { data != NULL ? type : 0, self->bytes->len, length };

  if (data != NULL)
    g_byte_array_append (self->bytes, data, length);
  g_array_append_val (self->values, value);
}

static void
add_number (GhInserter *self,
            gboolean    is_null,
            gint64      number)
{
  Value value = { is_null ? 0 : 'i', number, 0 };

  g_array_append_val (self->values, value);
}

void
gh_inserter_add (GhInserter *self,
                 const char *types,
                 ...)
{
  va_list args;

  va_start (args, types);
  for (; *types != '\0'; types++)
    {
      gconstpointer data;
      gint64 number;

      switch (*types)
        {
        case 'i':
          add_number (self, FALSE, va_arg (args, gint64));
          break;
        case 't':
          number = va_arg (args, gint64);
          add_number (self, number == 0, number);
          break;
        case 's':
          data = va_arg (args, const char *);
          add_bytes (self, 's', data, data != NULL ? strlen (data) : 0);
          break;
        case 'd':
          data = va_arg (args, gconstpointer);
          add_bytes (self, 'd', data, va_arg (args, gsize));
          break;
        default:
          g_assert_not_reached ();
        }
    }
  va_end (args);

  self->n_rows++;
}

guint
gh_inserter_get_n_rows (GhInserter *self)
{
  return self->n_rows;
}

static int
compare_rows_cb (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  const GhInserter *self = data;
  const Value *value_a = a;
  const Value *value_b = b;
  int order = memcmp (self->bytes->data + value_a->number, self->bytes->data + value_b->number,
                      MIN (value_a->length, value_b->length));

  return order != 0 ? order : (value_a->length > value_b->length) - (value_a->length < value_b->length);
}

void
gh_inserter_sort (GhInserter *self)
{
  gsize row_bytes = self->n_rows > 0 ? self->values->len / self->n_rows * sizeof (Value) : 0;

  if (self->n_rows > 1)
    g_qsort_with_data (self->values->data, (int) self->n_rows, row_bytes, compare_rows_cb, self);
}

static gboolean
write_rows (GhInserter   *self,
            const Value  *values,
            guint         n_columns,
            guint         n_rows,
            GError      **error)
{
  g_autoptr (GhStatement) insert = gh_connection_prepare_rows (self->connection, self->name, n_rows, error);

  if (insert == NULL)
    return FALSE;

  for (guint i = 0; i < n_columns * n_rows; i++)
    {
      const guint8 *data = self->bytes->data + values[i].number;

      switch (values[i].type)
        {
        case 'i':
          gh_statement_bind_int (insert, i + 1, values[i].number);
          break;
        case 's':
          gh_statement_lend_text (insert, i + 1, (const char *) data, values[i].length);
          break;
        case 'd':
          gh_statement_lend_blob (insert, i + 1, data, values[i].length);
          break;
        default:
          gh_statement_bind_null (insert, i + 1);
        }
    }

  return gh_statement_run (insert, error);
}

gboolean
gh_inserter_flush (GhInserter  *self,
                   GError     **error)
{
  guint n_columns = self->n_rows > 0 ? self->values->len / self->n_rows : 0;
  guint done = 0;

  /* In powers of two, so that a few statements do for any number of rows. */
  for (guint n_rows = GH_INSERTER_ROWS; n_rows > 0; n_rows /= 2)
    for (; self->n_rows - done >= n_rows; done += n_rows)
      if (!write_rows (self, &g_array_index (self->values, Value, done * n_columns), n_columns, n_rows, error))
        return FALSE;

  g_array_set_size (self->values, 0);
  g_byte_array_set_size (self->bytes, 0);
  self->n_rows = 0;

  return TRUE;
}
