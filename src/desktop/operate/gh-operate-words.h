/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-result.h"

G_BEGIN_DECLS

/**
 * GhOperateVariant:
 * @parameter: name of a parameter
 * @value: as JSON writes it, such as "bypass" or "true"
 * @will: what happens to those that change: a phrase after their number
 * @done: the result in a sentence, `%s` is the number
 * @done_one: the result for a single record, `%s` is its name
 *
 * The texts for one value of a parameter. Both pairs are singular and plural.
 */
typedef struct {
  const char *parameter;
  const char *value;
  const char *will[2];
  const char *done[2];
  const char *done_one;
} GhOperateVariant;

/**
 * GhOperateFlag:
 * @parameter: name of a flag
 * @titles: for off and on
 * @captions: beneath them
 *
 * A flag that chooses between two ways, each with a row of its own.
 */
typedef struct {
  const char *parameter;
  const char *titles[2];
  const char *captions[2];
} GhOperateFlag;

/**
 * GhOperatePlaces:
 *
 * The pages whose menus come from the register.
 */
typedef enum {
  GH_OPERATE_ON_USERS   = 1 << 0,
  GH_OPERATE_ON_MEMBERS = 1 << 1,
  GH_OPERATE_ON_TRASH   = 1 << 2,
  GH_OPERATE_ON_USER    = 1 << 3, /* a user's page, in the Trash or not */
  GH_OPERATE_ON_GROUPS  = 1 << 4,
  GH_OPERATE_ON_GROUP   = 1 << 5,

  GH_OPERATE_EVERYWHERE = (1 << 6) - 1
} GhOperatePlaces;

/**
 * GhOperateWords:
 * @operation: the operation's name; with a final dot, all of that noun that have no row of their own
 * @icon_name: its icon
 * @key: (nullable): its key, as gtk_accelerator_parse() reads it
 * @menus: the pages whose menus offer it, if it works on their records
 * @bars: the pages whose selection bar offers it
 * @takes_away: whether it removes records from the page: it is last in menus, on its own
 * @list_label: (nullable): its name on the page of all groups, where the noun is obvious
 * @title_of: title for one record, `%s` is its name
 * @title: title, singular and plural, `%s` is the number
 * @action: the button, `%s` is the number that will change
 * @will: what happens to those that change: a phrase after their number
 * @will_caption: (nullable): a sentence about it
 * @stay: what happens to those skipped
 * @done_one: (nullable): the result for one record, `%s` is its name
 * @done_about: (nullable): the result about a record of another kind: `%s` is the number, the second the name
 * @running: what it does while it runs
 * @failed: heading when nothing was done
 * @warning: (nullable): a warning above all else, in red
 * @managed: (nullable): what to say about users of a directory even if none was chosen; if @variants are by status,
 *   only for the status "disabled"
 * @flag: (nullable): a flag that is shown as two rows
 * @variants: (nullable): if @will or @done depend on a choice; the last has no parameter
 * @is_suggested: the button is blue, otherwise red
 *
 * All that the desktop adds to an operation: where menus offer it, and what the dialog and a toast say about it. All
 * texts are marked for translation.
 */
typedef struct {
  const char             *operation;
  const char             *icon_name;
  const char             *key;
  GhOperatePlaces         menus;
  GhOperatePlaces         bars;
  gboolean                takes_away;
  const char             *list_label;
  const char             *title_of;
  const char             *title[2];
  const char             *action[2];
  const char             *will[2];
  const char             *will_caption;
  const char             *stay[2];
  const char             *done_one;
  const char             *done_about[2];
  const char             *running;
  const char             *failed;
  const char             *warning;
  const char             *managed;
  const GhOperateFlag    *flag;
  const GhOperateVariant *variants;
  gboolean                is_suggested;
} GhOperateWords;

/**
 * gh_operate_words_find:
 * @operation: an operation
 *
 * Returns: its words; the common ones if the table has no row for it
 */
const GhOperateWords *gh_operate_words_find (const GhOperation *operation);

/** The same by name. It may not exist, as in a log that a newer version wrote. */
const GhOperateWords *gh_operate_words_find_by_name (const char *name);

/**
 * gh_operate_words_dup_label:
 *
 * Returns: (transfer full): the operation's name in menus, without the dots that announce a dialog
 */
char *gh_operate_words_dup_label (const GhOperation *operation);

/* All (transfer full), translated; numbers follow the locale. */
char *gh_operate_words_dup_number (gint64 number);
char *gh_operate_words_dup_count (const char *const forms[2], gint64 number);
char *gh_operate_words_dup_title (const GhOperateWords *self, const GhOperation *operation, const GhResult *result);
char *gh_operate_words_dup_action (const GhOperateWords *self, const GhOperation *operation, gint64 changed);
char *gh_operate_words_dup_will (const GhOperateWords *self, JsonObject *parameters, gint64 changed);
char *gh_operate_words_dup_stay (const GhOperateWords *self, gint64 skipped);

/**
 * gh_operate_words_dup_done:
 * @self: the words of the operation that was run
 * @parameters: the choices
 * @result: its result
 *
 * Returns: (transfer full): the text of a toast
 */
char *gh_operate_words_dup_done (const GhOperateWords *self,
                                 JsonObject           *parameters,
                                 const GhResult       *result);

/**
 * gh_operate_words_get_managed:
 * @self: words
 * @parameters: what is chosen
 * @result: a rehearsal
 *
 * Returns: (nullable): what to say about users of a directory, if no skip reason says it
 */
const char *gh_operate_words_get_managed (const GhOperateWords *self,
                                          JsonObject           *parameters,
                                          const GhResult       *result);

/** Returns the icon of a side effect, by its code for other programs. */
const char *gh_operate_words_get_icon (const char *code);

G_END_DECLS
