/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-spelling.h"

#include "base/gh-default-ignorable.h"
#include "base/gh-fold.h"

#include <string.h>

/* A new text without default-ignorable characters. */
static char *
drop_ignorable (const char *text)
{
  GString *kept = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!gh_is_default_ignorable (g_utf8_get_char (p)))
      g_string_append_len (kept, p, g_utf8_next_char (p) - p);

  return g_string_free (kept, FALSE);
}

/* Without blanks of any kind at either end. */
static char *
dup_trimmed (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, (gsize) (end - text));
}

/* --- Simple forms --- */

static void
add_once (GPtrArray *texts,
          char      *text)
{
  if (*text == '\0' || g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_free (text);
  else
    g_ptr_array_add (texts, text);
}

static void
add_fold (GPtrArray  *folds,
          const char *text,
          gsize       length,
          const char *end)
{
  g_autofree char *part = g_strndup (text, length);
  g_autofree char *fold = gh_fold_search (g_strstrip (part));

  if (*fold != '\0')
    add_once (folds, g_strconcat (fold, end, NULL));
}

/* Where the Simple form of @plain begins, and how long it is. */
static const char *
find_simple (const char *plain,
             gsize      *length)
{
  const char *domain = strrchr (plain, '\\');
  const char *name = domain != NULL ? domain + 1 : plain;

  *length = strcspn (name, "@");

  return name;
}

/* Some applications drop but one of the two. */
static void
add_simple_folds (GPtrArray  *folds,
                  const char *plain)
{
  gsize length;
  const char *name = find_simple (plain, &length);

  add_fold (folds, name, length, NULL);
  if (name > plain)
    add_fold (folds, name, strlen (name), NULL);
  if (name[length] != '\0')
    add_fold (folds, plain, (gsize) (name - plain) + length, NULL);
}

static GStrv
end_list (GPtrArray *texts)
{
  g_ptr_array_add (texts, NULL);

  return (GStrv) g_ptr_array_free (texts, FALSE);
}

/* --- what was typed --- */

gboolean
gh_spelling_read (GhSpelling *self,
                  const char *typed,
                  gsize       max_characters)
{
  g_autofree char *visible = NULL;
  g_autofree char *name = NULL;
  g_autofree char *whole = NULL;
  GPtrArray *folds;

  *self = (GhSpelling) { 0 };
  if (!g_utf8_validate (typed, -1, NULL))
    return FALSE;

  visible = drop_ignorable (typed);
  name = dup_trimmed (visible);
  if (gh_fold_check_name (name, max_characters) != GH_REFUSAL_NONE)
    return FALSE;

  whole = dup_trimmed (typed);
  self->key = gh_fold_name_key (whole);
  self->plain = gh_fold_name_key (name);
  folds = g_ptr_array_new ();
  add_fold (folds, self->plain, strlen (self->plain), NULL);
  add_simple_folds (folds, self->plain);
  self->folds = end_list (folds);

  return TRUE;
}

void
gh_spelling_clear (GhSpelling *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->plain, g_free);
  g_clear_pointer (&self->folds, g_strfreev);
}

char *
gh_spelling_dup_plain (const char *name_key)
{
  return drop_ignorable (name_key);
}

/* --- names that somebody had --- */

/* The `@` keeps it apart from whole names: whoever types ANNA may mean anna@example.org, but anna@example.com is another. */
GStrv
gh_spelling_list_left (const char *name_key)
{
  g_autofree char *plain = drop_ignorable (name_key);
  GPtrArray *texts = g_ptr_array_new ();
  gsize length;
  const char *name = find_simple (plain, &length);

  add_once (texts, g_strdup (plain));
  add_fold (texts, plain, strlen (plain), NULL);
  if (strlen (plain) > length)
    add_fold (texts, name, length, "@");

  return end_list (texts);
}

GStrv
gh_spelling_list_tried (const GhSpelling *self)
{
  GPtrArray *texts = g_ptr_array_new ();

  add_once (texts, g_strdup (self->plain));
  for (guint i = 0; self->folds[i] != NULL; i++)
    add_once (texts, g_strdup (self->folds[i]));
  add_fold (texts, self->plain, strlen (self->plain), "@");

  return end_list (texts);
}
