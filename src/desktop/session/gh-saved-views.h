/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GhSavedView:
 * @name: its unique name
 * @page: the page of the list
 * @category: the chosen category
 * @query: the rest of the filter
 * @sort: the sort order
 *
 * A view of a list to come back to (U3).
 */
typedef struct {
  char *name;
  char *page;
  char *category;
  char *query;
  char *sort;
} GhSavedView;

GhSavedView *gh_saved_view_copy (const GhSavedView *self) G_GNUC_WARN_UNUSED_RESULT;
void         gh_saved_view_free (GhSavedView       *self);

#define GH_TYPE_SAVED_VIEWS (gh_saved_views_get_type ())
G_DECLARE_FINAL_TYPE (GhSavedViews, gh_saved_views, GH, SAVED_VIEWS, GObject)

/**
 * GhSavedViews:
 *
 * The saved views of an organisation, kept in this person's settings. Emits `changed` when they or the current one
 * change.
 */
GhSavedViews *gh_saved_views_new (const char *organisation_key);

/**
 * gh_saved_views_get_all:
 *
 * Returns: (transfer none) (element-type GhSavedView): the views in their order, until the next change
 */
GPtrArray *gh_saved_views_get_all (GhSavedViews *self);

const GhSavedView *gh_saved_views_find (GhSavedViews *self,
                                        const char   *name);

/**
 * gh_saved_views_put:
 * @self: the views
 * @view: a view, copied; replaces the one of the same name
 */
void gh_saved_views_put (GhSavedViews      *self,
                         const GhSavedView *view);

/**
 * gh_saved_views_rename:
 *
 * Returns: %FALSE if @new_name is empty or taken
 */
gboolean gh_saved_views_rename (GhSavedViews *self,
                                const char   *name,
                                const char   *new_name);

void gh_saved_views_remove (GhSavedViews *self,
                            const char   *name);

/**
 * gh_saved_views_get_current:
 * @self: the views
 * @is_changed: (out) (optional): whether the page no longer shows what was saved
 *
 * Returns: (nullable): the name of the last opened view, while it matters
 */
const char *gh_saved_views_get_current (GhSavedViews *self,
                                        gboolean     *is_changed);
void        gh_saved_views_set_current (GhSavedViews *self,
                                        const char   *name,
                                        gboolean      is_changed);

G_END_DECLS
