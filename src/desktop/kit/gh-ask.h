/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/gh-error.h"

G_BEGIN_DECLS

/**
 * GhAnswer:
 * @id: what gh_ask_finish() returns
 * @label: the button's label, with a mnemonic, translated
 * @look: what the button looks like
 */
typedef struct {
  const char            *id;
  const char            *label;
  AdwResponseAppearance  look;
} GhAnswer;

/**
 * GhQuestion:
 * @heading: the question
 * @body: (nullable): what to know before answering
 * @answers: (array length=n_answers): the buttons; Escape and closing give the first
 * @n_answers: how many
 * @default_id: (nullable): which answer Return gives; none for an irreversible step
 * @extra: (nullable) (transfer floating): extra fields, below the body
 *
 * A question. Everything is read before gh_ask_async() returns.
 */
typedef struct {
  const char     *heading;
  const char     *body;
  const GhAnswer *answers;
  guint           n_answers;
  const char     *default_id;
  GtkWidget      *extra;
} GhQuestion;

/**
 * gh_ask_async:
 * @parent: (nullable): a widget of the window that the question belongs to
 * @question: what to ask
 * @cancellable: (nullable): withdraws the question
 * @callback: called when it is answered
 * @data: for @callback
 */
void gh_ask_async (GtkWidget           *parent,
                   const GhQuestion    *question,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             data);

/**
 * gh_ask_finish:
 * @result: the callback's result
 * @error: (out) (optional): %GH_ERROR_CANCELLED when the question was withdrawn
 *
 * Returns: (transfer full) (nullable): the id of the answer
 */
char *gh_ask_finish (GAsyncResult  *result,
                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_ask_tell:
 * @parent: a widget of the window that it belongs to
 * @heading: what happened
 * @body: (nullable): why
 *
 * Tells something that can only be closed.
 */
void gh_ask_tell (GtkWidget  *parent,
                  const char *heading,
                  const char *body);

/**
 * GhFileQuestion:
 * @title: the title of the dialog
 * @accept: the label of the button that chooses, with a mnemonic
 * @save: whether the file is to be written; the dialog then asks before replacing one
 * @name: (nullable): for saving, the name to offer
 * @folder: (nullable): where to begin; %NULL: where the last such dialog was
 * @kind: (nullable): what such files are called, such as "CSV files"
 * @pattern: (nullable): their name pattern, such as "*.csv"
 */
typedef struct {
  const char *title;
  const char *accept;
  gboolean    save;
  const char *name;
  const char *folder;
  const char *kind;
  const char *pattern;
} GhFileQuestion;

/**
 * gh_ask_file_async:
 * @parent: (nullable): a widget of the window that the dialog belongs to
 * @question: what to ask
 * @cancellable: (nullable): closes the dialog
 * @callback: called when it is answered
 * @data: for @callback
 *
 * Asks for a file in the desktop's own dialog.
 */
void gh_ask_file_async (GtkWidget            *parent,
                        const GhFileQuestion *question,
                        GCancellable         *cancellable,
                        GAsyncReadyCallback   callback,
                        gpointer              data);

/**
 * gh_ask_file_finish:
 * @result: the callback's result
 * @error: (out) (optional): %GH_ERROR_CANCELLED when none was chosen
 *
 * Returns: (transfer full) (nullable): the file
 */
GFile *gh_ask_file_finish (GAsyncResult  *result,
                           GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
