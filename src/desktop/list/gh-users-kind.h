/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table.h"
#include "operate/gh-operate-offer.h"
#include "session/gh-users-category.h"
#include "users/gh-user-query.h"

G_BEGIN_DECLS

/**
 * GhUsersKind:
 * @name: what settings and files call it; never translated
 * @link: the page that links to a view of it lead to
 * @scope: which users there are at all
 * @categories: (array zero-terminated=1): the big buttons, of which the first has everybody; with only that one there
 *   are none
 * @columns: (array length=GH_USERS_N_COLUMNS): how #GhUsersColumn look there
 * @n_choices: how many of the columns can be chosen
 * @sort: the order at first
 * @offer: what can be done to users
 * @has_saved_views: whether views can be saved
 * @has_base: shows nobody until gh_users_page_set_base() says of whom
 * @search_placeholder: what the search says while it is empty; marked for translation, as all that follow
 * @search_label: its accessible name
 * @search_all: the button that looks for the same among everybody
 * @count: "%s user", both plural forms
 * @count_of: "%s of %s user", both plural forms, by the second number
 * @icon_name: for the empty page
 * @empty_title: that there is nobody
 * @empty_text: (nullable): what to do, or why; %NULL: the page says so itself
 * @empty_action: (nullable): the action of a button there
 * @empty_label: (nullable): its label
 * @empty_other_action: (nullable): the action of a second button
 * @empty_other_label: (nullable): its label
 *
 * In what tables of users differ.
 */
typedef struct {
  const char            *name;
  const char            *link;
  GhUserScope            scope;
  const GhUsersCategory *categories;
  const GhTableColumn   *columns;
  guint                  n_choices;
  const char            *sort;
  GhOperateOffer         offer;
  gboolean               has_saved_views;
  gboolean               has_base;
  const char            *search_placeholder;
  const char            *search_label;
  const char            *search_all;
  const char            *count[2];
  const char            *count_of[2];
  const char            *icon_name;
  const char            *empty_title;
  const char            *empty_text;
  const char            *empty_action;
  const char            *empty_label;
  const char            *empty_other_action;
  const char            *empty_other_label;
} GhUsersKind;

/** What the actions of tables of users begin with. */
#define GH_USERS_PREFIX "users."

/** Of the page of users itself. */
extern const GhUsersKind gh_users_kind;

/**
 * gh_users_kind_find_category:
 *
 * Returns: (nullable): the category @key that has a list
 */
const GhUsersCategory *gh_users_kind_find_category (const GhUsersKind *self,
                                                    const char        *key);

G_END_DECLS
