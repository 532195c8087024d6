/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/gh-selections.h"

G_BEGIN_DECLS

/** Below this many pixels a page is narrow. */
#define GH_PAGE_NARROW_WIDTH 640

#define GH_TYPE_PAGE (gh_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhPage, gh_page, GH, PAGE, GtkWidget)

/**
 * GhPage:
 *
 * What is beside the sidebar: a flat header bar and, below it, the page's content. A page knows neither the window nor
 * the other pages; it reaches them through the window's actions:
 *
 * | action | argument |
 * |---|---|
 * | win.open-page | the name of a page, such as "trash" |
 * | win.open-user, win.open-group | the key of a user or group |
 * | win.open-entry | the number of a log entry, as int64 |
 * | win.import | the path of a file with users |
 * | win.open-link | a link (Q8) |
 * | win.undo-entry | the number of a log entry, as int64 |
 * | win.set-active | the number of a log entry, as int64: sets the users that it changed to Active |
 * | win.make-key, win.rotate-key | |
 * | win.renew-recovery-key, win.test-recovery-key | |
 *
 * In a template, children of type "title" go into the middle of the header bar, "start" and "end" at its sides, and
 * the one without a type below it.
 */
struct _GhPageClass {
  GtkWidgetClass parent_class;

  /**
   * has_cancel:
   *
   * Whether the page has its own button to leave it, so that it needs no back button.
   */
  gboolean has_cancel;

  /**
   * kinds:
   *
   * (nullable) (array zero-terminated=1): names of the kinds of records that the page shows: it gets no changes of
   * others.
   */
  const char *const *kinds;

  /**
   * beside:
   *
   * What it gets besides decisions on these.
   */
  GhChangesBeside beside;

  /**
   * changed:
   * @page: a page that is on the screen
   * @changes: what has changed, or that anything may have, if the page missed something while hidden
   *
   * Called when something that it shows may have changed.
   */
  void     (*changed)       (GhPage          *page,
                             const GhChanges *changes);

  /**
   * open:
   * @page: a page
   * @key: (nullable): what to show, for pages of one record: a user's or a group's key
   *
   * Called when the page appears.
   */
  void     (*open)          (GhPage     *page,
                             const char *key);

  /**
   * search:
   *
   * Gives the search entry the keyboard.
   *
   * Returns: whether the page can search
   */
  gboolean (*search)        (GhPage *page);

  /**
   * show_view:
   * @view: (nullable): a category of the page
   * @query: (nullable): a query
   * @sort: (nullable): a sort
   *
   * Shows the view of a link or a saved view.
   *
   * Returns: %FALSE if there is no such view
   */
  gboolean (*show_view)     (GhPage     *page,
                             const char *view,
                             const char *query,
                             const char *sort);

  /**
   * leave_async:
   *
   * Asks whether to leave the page, if something would be lost; the callback gets a #GTask with a boolean. Absent:
   * always leave.
   */
  void     (*leave_async)   (GhPage              *page,
                             GAsyncReadyCallback  callback,
                             gpointer             data);

  /**
   * input_type:
   *
   * (nullable): the type that @dup_input returns and @take_input takes; %NULL: nothing on the page is ever unsaved.
   */
  const char *input_type;

  /**
   * dup_input:
   *
   * Returns: (transfer full) (nullable): see gh_page_dup_input()
   */
  GVariant *(*dup_input)    (GhPage *page);

  /**
   * take_input:
   * @input: (transfer none): a value of @input_type; its content may be stale
   *
   * See gh_page_take_input().
   */
  void     (*take_input)    (GhPage   *page,
                             GVariant *input);
};

/**
 * gh_page_concerns:
 * @self: a page
 * @changes: what has happened
 * @beside: what matters besides decisions
 *
 * Returns: whether they concern what the page shows
 */
gboolean gh_page_concerns (GhPage          *self,
                           const GhChanges *changes,
                           GhChangesBeside  beside);

/**
 * gh_page_get_session:
 *
 * Returns: (transfer none): the open organisation
 */
GhSession *gh_page_get_session (GhPage *self);

/**
 * gh_page_get_narrow:
 *
 * Returns: whether there is little room; `notify::narrow` comes after the layout
 */
gboolean gh_page_get_narrow (GhPage *self);

const char *gh_page_get_title (GhPage *self);
void        gh_page_set_title (GhPage     *self,
                               const char *title);

/**
 * gh_page_add_region:
 * @self: a page
 * @region: a part of the page that F6 goes to, in screen order; the header bar already is one
 */
void gh_page_add_region (GhPage    *self,
                         GtkWidget *region);

/**
 * gh_page_step_region:
 * @self: a page
 * @step: 1 for the next, -1 for the one before
 *
 * Moves the focus to the next region that takes it; from outside the page to the first or last one.
 *
 * Returns: %FALSE if there is no more
 */
gboolean gh_page_step_region (GhPage *self,
                              int     step);

/**
 * gh_page_take_focus:
 * @self: a page that has appeared
 *
 * Gives the focus to the page's table, now or once it has content, so that letters start a search. Without a table, it
 * goes to the first control below the header, or in it if there is none yet.
 */
void gh_page_take_focus (GhPage *self);

/**
 * gh_page_set_folded:
 * @self: a page
 * @folded: whether the sidebar is not beside the page, so that it needs a button
 * @has_parent: whether the page was opened from another one, so that it needs a back button
 *
 * For the window.
 */
void gh_page_set_folded (GhPage   *self,
                         gboolean  folded,
                         gboolean  has_parent);

/**
 * gh_page_add_toast:
 * @self: a page
 * @text: the result
 * @entry: the log entry that the toast offers to undo; 0: none
 *
 * Shows a result, for a few seconds.
 */
void gh_page_add_toast (GhPage     *self,
                        const char *text,
                        gint64      entry);

/**
 * gh_page_add_own_toast:
 * @self: a page
 * @toast: (transfer full): a toast with a button of its own
 */
void gh_page_add_own_toast (GhPage   *self,
                            AdwToast *toast);

/**
 * gh_page_set_selections:
 * @self: a page
 * @selections: (transfer full): its table's selection before each operation
 */
void gh_page_set_selections (GhPage       *self,
                             GhSelections *selections);

/**
 * gh_page_forget_selections:
 * @self: a page
 *
 * Forgets them: the table shows other rows.
 */
void gh_page_forget_selections (GhPage *self);

/**
 * gh_page_operate:
 * @self: a page
 * @operation: what is to be done
 * @target: (nullable): its target
 * @parameters: (nullable): the initial choices
 * @by_key: see gh_operate_async()
 *
 * Shows the dialog of the operation, then a toast that offers to undo it. The selection stays.
 */
void gh_page_operate (GhPage            *self,
                      const GhOperation *operation,
                      const GhTarget    *target,
                      JsonObject        *parameters,
                      gboolean           by_key);

/**
 * gh_page_check:
 * @self: a page
 * @operation: an operation
 * @facts: (nullable): the one record to use it on, see gh_operation_check()
 *
 * Returns: why the actor may not use it now, or %GH_REFUSAL_NONE
 */
GhRefusal gh_page_check (GhPage            *self,
                         const GhOperation *operation,
                         gconstpointer      facts);

/**
 * gh_page_begin_operating:
 * @self: a page
 *
 * Keeps the selection, to restore it when the coming operation or undo is itself undone. Call it first: the rows may
 * have left the list before the answer comes.
 */
void gh_page_begin_operating (GhPage *self);

/**
 * gh_page_tell_operated:
 * @self: a page
 * @result: what the callback of gh_operate_async() or gh_operate_undo_async() got
 *
 * Ends it: shows the result in a toast, and tells the session.
 */
void gh_page_tell_operated (GhPage       *self,
                            GAsyncResult *result);

/**
 * gh_page_take_notice:
 * @self: a page
 * @notice: the window's notice
 *
 * Takes @notice from the page where it was. It shows below the header, unless the page has its own notice: only one
 * shows at a time, and the page's own is the graver one.
 */
void gh_page_take_notice (GhPage    *self,
                          GtkWidget *notice);

void     gh_page_open         (GhPage     *self,
                               const char *key);
gboolean gh_page_search       (GhPage *self);
gboolean gh_page_show_view    (GhPage     *self,
                               const char *view,
                               const char *query,
                               const char *sort);
void     gh_page_leave_async  (GhPage              *self,
                               GAsyncReadyCallback  callback,
                               gpointer             data);
gboolean gh_page_leave_finish (GhPage       *self,
                               GAsyncResult *result);

/**
 * gh_page_dup_input:
 * @self: a page
 *
 * Copies the input on the page that is not stored: unsaved fields, the filter, the selection, the current row.
 * Keep it in memory only, never in a file: it may hold whatever was typed. A page that is removed from the window
 * while visible saves nothing by itself; one that is merely hidden has been left.
 *
 * Returns: (transfer full) (nullable): a value that a page of the same class takes back; %NULL: there is none
 */
GVariant *gh_page_dup_input (GhPage *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_page_take_input:
 * @self: a page, already opened if it is to be opened at all
 * @input: (nullable): what gh_page_dup_input() returned; anything else is ignored
 *
 * Restores the input, once its records have been read again. What has changed or gone meanwhile is treated as if the
 * page had been there all the time.
 */
void gh_page_take_input (GhPage   *self,
                         GVariant *input);

G_END_DECLS
