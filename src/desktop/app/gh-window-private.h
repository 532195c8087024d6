/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gh-page-list.h"
#include "app/gh-window.h"
#include "kit/gh-notice.h"

G_BEGIN_DECLS

struct _GhWindow {
  AdwApplicationWindow  parent_instance;

  GSettings            *settings;
  GhSession            *session;
  GCancellable         *opening;
  char                 *path;       /* of the organisation that is open, or could not be opened */
  char                 *link;       /* to show once it is open */
  guint                 spinner_id;
  gboolean              is_asking;  /* whether to stop what runs */
  gboolean              is_leaving; /* waits for the page, to close */
  gboolean              is_retrying;
  GtkWidget            *lost_focus; /* nullable, weak: what had the focus when the files were lost */

  /* template */
  AdwToastOverlay      *toasts;
  AdwToast             *toast;      /* nullable: the one that is shown */
  AdwToast             *next_toast; /* nullable: the one that takes its place */
  guint                 toast_id;   /* until it may */
  GtkStack             *stack;
  AdwStatusPage        *failure;
  GtkLabel             *failure_path;
  GtkWidget            *try_again;
  GtkSpinner           *spinner;

  /* while an organisation is open; borrowed */
  GtkWidget            *split;
  GtkWidget            *sidebar;
  GtkWidget            *drop_frame;
  GtkStack             *pages;

  /* where one has been */
  GPtrArray            *places;     /* GhPlace */
  guint                 place;

  GArray               *undos;      /* gint64: the entries of what was undone and can be redone, the next one last */
  guint                 n_redoing;  /* how many of the last are being redone */

  GtkWidget            *notice;     /* nullable: of the organisation's files */
  guint                 n_notices_read;
};

/* A page, and for a page of one thing whose. */
typedef struct {
  const GhPageEntry *entry;
  char              *key;
} GhPlace;

void gh_place_free (gpointer place);

/* Begins anew with the pages of self->session. */
void gh_window_begin_pages (GhWindow *self);

/* Goes to a page, and remembers where one came from. */
void gh_window_go (GhWindow   *self,
                   const char *page,
                   const char *key);

/* The page has been out of sight, and has not followed what changed. */
void gh_window_reopen_page (GhWindow *self);

/* The page of that name in the sidebar, or NULL; makes it if it has not been shown yet. */
GhPage *gh_window_find_page (GhWindow   *self,
                             const char *name);

/* gh-window-lost.c: when the organisation's files are lost while it is open */
void gh_window_follow_session (GhWindow *self);

/* Whether the pages wait for the files to come back. */
gboolean gh_window_is_lost (GhWindow *self);
void gh_window_retry (GhWindow *self);

void gh_window_enable_page_actions (GhWindow *self,
                                    gboolean  enabled);

/* The page of what cannot be read. */
void gh_window_show_failure (GhWindow   *self,
                             const char *title,
                             const char *message,
                             const char *path);

/* gh-window-toasts.c */
void gh_window_show_toast (GhWindow *self,
                           AdwToast *toast);

/* Escape leaves a toast with a button alone. */
void gh_window_guard_toasts (GhWindow *self);

/* gh-window.c: another organisation in place of the one that is open, once its page may be left */
void gh_window_open_instead (GhWindow   *self,
                             const char *path,
                             const char *name);

/* gh-window-undo.c: what self->session undoes can be redone */
void gh_window_begin_undoing (GhWindow *self);
void gh_window_class_install_undo_actions (GtkWidgetClass *klass);

/* gh-window-notices.c: begins with the first notice of self->session; shows what there is to be read */
void gh_window_begin_notices (GhWindow *self);
void gh_window_show_notices (GhWindow *self);
void gh_window_class_install_notice_actions (GtkWidgetClass *klass);

/* gh-window-views.c: links and saved views */
void gh_window_class_install_view_actions (GtkWidgetClass *klass);

/* The actions about pages. */
void gh_window_class_install_page_actions (GtkWidgetClass *klass);

G_END_DECLS
