/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

G_BEGIN_DECLS

/** The length limit of a link (Q8). */
#define GH_LINK_MAX_BYTES 2048

/**
 * GhLink:
 * @page: what it shows, such as "users"
 * @organisation: (nullable): key of the organisation that it was created in
 * @view: (nullable): a category of the page
 * @query: (nullable): a query
 * @sort: (nullable): a sort
 *
 * A link to a view (Q8): `gatehouse:///users?org=ID&view=bypass&q=…&sort=login:desc`.
 */
typedef struct {
  char *page;
  char *organisation;
  char *view;
  char *query;
  char *sort;
} GhLink;

/**
 * gh_link_parse:
 * @text: what another program asks to show
 * @error: (out): %GH_ERROR_QUERY if it is not a link, is too long or has an unknown key
 *
 * Returns: (transfer full) (nullable): the link
 */
GhLink *gh_link_parse (const char  *text,
                       GError     **error);

/**
 * gh_link_format:
 * @self: a link
 *
 * Returns: (transfer full) (nullable): the text that parses to it; %NULL if it would be too long
 */
char *gh_link_format (const GhLink *self);

void gh_link_free (GhLink *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLink, gh_link_free)

G_END_DECLS
