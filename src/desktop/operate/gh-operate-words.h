/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-result.h"

G_BEGIN_DECLS

/**
 * GhOperateVariant:
 * @parameter: name of a parameter
 * @value: as JSON writes it, such as "bypass" or "true"
 * @will: what happens to those that change: a phrase behind their number
 * @done: the result in a sentence, `%s` is the number
 * @done_one: the result where it is about one by name, `%s`
 *
 * What an operation comes to with one value of a parameter. Both pairs are for one and for more.
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
 * A flag that is a choice between two ways, each worth a row of its own.
 */
typedef struct {
  const char *parameter;
  const char *titles[2];
  const char *captions[2];
} GhOperateFlag;

/**
 * GhOperatePlaces:
 *
 * The pages whose menus are made from the register.
 */
typedef enum {
  GH_OPERATE_ON_USERS   = 1 << 0,
  GH_OPERATE_ON_MEMBERS = 1 << 1,
  GH_OPERATE_ON_TRASH   = 1 << 2,
  GH_OPERATE_ON_USER    = 1 << 3, /* the page of one, be it in the Trash or not */
  GH_OPERATE_ON_GROUPS  = 1 << 4,
  GH_OPERATE_ON_GROUP   = 1 << 5,

  GH_OPERATE_EVERYWHERE = (1 << 6) - 1
} GhOperatePlaces;

/**
 * GhOperateWords:
 * @operation: name of the operation; with a dot at its end of all with that noun that have no row of their own
 * @icon_name: what stands for it
 * @key: (nullable): its key, as gtk_accelerator_parse() reads it
 * @menus: the pages whose menus offer it, where it works on their records
 * @bars: the pages whose selection bar offers it
 * @takes_away: whether records leave the page by it: it stands at the end of menus by itself
 * @list_label: (nullable): what it is called on the page of all groups, where the noun goes without saying
 * @title_of: title where it is about one by name, `%s`
 * @title: title, for one and for more, `%s` is their number
 * @action: the button, `%s` is the number that will change
 * @will: what happens to those that change: a phrase behind their number
 * @will_caption: (nullable): and a sentence about it
 * @stay: what those that are skipped do
 * @done_one: (nullable): the result where it is about one by name, `%s`
 * @done_about: (nullable): the result where it is about a record of another kind: `%s` is the number, the second the name
 * @running: what is going on while it runs
 * @failed: heading when nothing was done
 * @warning: (nullable): what to know before all else, in red
 * @managed: (nullable): what is said of users of a directory even if none was chosen; where @variants tell one
 *   status from another, only of the status "disabled"
 * @flag: (nullable): a flag that is shown as two rows
 * @variants: (nullable): where @will or @done depend on a choice; the last has no parameter
 * @is_suggested: the button is blue, otherwise red
 *
 * All that the desktop knows of an operation beyond what that says of itself: where menus offer it, and what the
 * dialog and a toast say about it. All texts are marked for translation.
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
 * Returns: its words; those that it has in common with all where the table has no row for it
 */
const GhOperateWords *gh_operate_words_find (const GhOperation *operation);

/** The same by name; there need be no such operation, as in a log that a newer version has written. */
const GhOperateWords *gh_operate_words_find_by_name (const char *name);

/**
 * gh_operate_words_dup_label:
 *
 * Returns: (transfer full): what an operation is called in menus, without the dots that say that a dialog follows
 */
char *gh_operate_words_dup_label (const GhOperation *operation);

/* All (transfer full), translated; numbers by the locale. */
char *gh_operate_words_dup_number (gint64 number);
char *gh_operate_words_dup_title (const GhOperateWords *self, const GhOperation *operation, const GhResult *result);
char *gh_operate_words_dup_action (const GhOperateWords *self, const GhOperation *operation, gint64 changed);
char *gh_operate_words_dup_will (const GhOperateWords *self, JsonObject *parameters, gint64 changed);
char *gh_operate_words_dup_stay (const GhOperateWords *self, gint64 skipped);

/**
 * gh_operate_words_dup_done:
 * @self: the words of the operation that was run
 * @parameters: what was chosen
 * @result: what came of it
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
 * Returns: (nullable): what to say of users of a directory, where no reason for skipping says it
 */
const char *gh_operate_words_get_managed (const GhOperateWords *self,
                                          JsonObject           *parameters,
                                          const GhResult       *result);

/** The icon for what else happens, by the word that other programs see. */
const char *gh_operate_words_get_icon (const char *code);

G_END_DECLS
