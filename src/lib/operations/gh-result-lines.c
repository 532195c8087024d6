/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-result-lines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_SIZE (256 * 1024)
#define N_TEXTS    7

/* The texts present, one after another, each with its NUL. */
typedef struct {
  const char *texts;
  guint32     line;
  guint16     refusal;
  guint8      present; /* a bit for each text */
} Packed;

struct _GhResultLines {
  gatomicrefcount  refs;
  GStringChunk    *texts;
  GArray          *sorts[GH_N_LINE_SORTS]; /* Packed */
};

GhResultLines *
gh_result_lines_new (void)
{
  GhResultLines *self = g_new0 (GhResultLines, 1);

  g_atomic_ref_count_init (&self->refs);
  self->texts = g_string_chunk_new (CHUNK_SIZE);
  for (guint i = 0; i < GH_N_LINE_SORTS; i++)
    self->sorts[i] = g_array_new (FALSE, FALSE, sizeof (Packed));

  return self;
}

GhResultLines *
gh_result_lines_ref (GhResultLines *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
gh_result_lines_unref (GhResultLines *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_string_chunk_free (self->texts);
  for (guint i = 0; i < GH_N_LINE_SORTS; i++)
    g_array_unref (self->sorts[i]);
  g_free (self);
}

static void
append_text (GString    *packed,
             const char *text)
{
  gsize length = strlen (text);

  if (length <= GH_RESULT_LINE_TEXT)
    g_string_append_len (packed, text, (gssize) length);
  else
    {
      const char *end = g_utf8_find_prev_char (text, text + GH_RESULT_LINE_TEXT);

      g_string_append_len (packed, text, end - text);
      g_string_append (packed, "…");
    }
  g_string_append_c (packed, '\0');
}

void
gh_result_lines_add (GhResultLines      *self,
                     GhLineSort          sort,
                     const GhResultLine *line)
{
  const char *const texts[N_TEXTS] = { line->subject, line->realname, line->email, line->column, line->before,
                                       line->after, line->detail };
  g_autoptr (GString) all = g_string_new (NULL);
  Packed packed = { .line = (guint32) MIN (line->line, G_MAXUINT32), .refusal = (guint16) line->refusal };

  for (guint i = 0; i < N_TEXTS; i++)
    if (texts[i] != NULL)
      {
        append_text (all, texts[i]);
        packed.present |= (guint8) (1 << i);
      }
  packed.texts = g_string_chunk_insert_len (self->texts, all->str, (gssize) all->len);
  g_array_append_val (self->sorts[sort], packed);
}

guint
gh_result_lines_count (GhResultLines *self,
                       GhLineSort     sort)
{
  return self->sorts[sort]->len;
}

void
gh_result_lines_truncate (GhResultLines *self,
                          GhLineSort     sort,
                          guint          count)
{
  g_return_if_fail (count <= self->sorts[sort]->len);

  g_array_set_size (self->sorts[sort], count);
}

void
gh_result_lines_get (GhResultLines *self,
                     GhLineSort     sort,
                     guint          index,
                     GhResultLine  *line)
{
  const char **const texts[N_TEXTS] = { &line->subject, &line->realname, &line->email, &line->column, &line->before,
                                        &line->after, &line->detail };
  const Packed *packed = &g_array_index (self->sorts[sort], Packed, index);
  const char *text = packed->texts;

  g_return_if_fail (index < self->sorts[sort]->len);

  line->line = packed->line;
  line->refusal = packed->refusal;
  for (guint i = 0; i < N_TEXTS; i++)
    {
      *texts[i] = (packed->present & (1 << i)) != 0 ? text : NULL;
      if (*texts[i] != NULL)
        text += strlen (text) + 1;
    }
}

char *
gh_result_line_get_text (const GhResultLine *self)
{
  const char *reason = gh_refusal_get_sentence (self->refusal);
  g_autofree char *detail = self->detail != NULL ? g_strdup_printf (" (%s)", self->detail) : g_strdup ("");

  if (self->refusal == GH_REFUSAL_NONE)
    return g_strdup_printf (_("Line %" G_GUINT64_FORMAT ", %s, %s: “%s” becomes “%s”"), self->line, self->subject,
                            self->column, self->before, self->after);
  if (self->column == NULL)
    return g_strdup_printf (_("Line %" G_GUINT64_FORMAT ": %s%s"), self->line, reason, detail);

  return g_strdup_printf (_("Line %" G_GUINT64_FORMAT ", column %s, “%s”: %s%s"), self->line, self->column,
                          self->after, reason, detail);
}
