/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gh-page-list.h"
#include "app/gh-window.h"
#include "keys/gh-keyring-open.h"
#include "kit/gh-notice.h"

G_BEGIN_DECLS

struct _GhWindow {
  AdwApplicationWindow  parent_instance;

  GSettings            *settings;
  GhSession            *session;
  GCancellable         *opening;
  char                 *path;       /* of the organisation that is open or failed to open */
  char                 *link;       /* to show once it is open */
  gboolean              is_new;     /* what is being opened has no key yet */
  guint                 spinner_id;
  gboolean              is_asking;  /* whether to stop running jobs */
  gboolean              is_leaving; /* waits for the page before closing */
  gboolean              is_retrying;
  GtkWidget            *lost_focus; /* nullable, weak: what had the focus when the files were lost */

  /* template */
  AdwToastOverlay      *toasts;
  AdwToast             *toast;      /* nullable: the one shown */
  AdwToast             *next_toast; /* nullable: the one to show next */
  guint                 toast_id;   /* until next_toast may show */
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

  /* history */
  GPtrArray            *places;     /* GhPlace */
  guint                 place;

  GArray               *undos;      /* gint64: entries of undos that can be redone, the next one last */
  guint                 n_redoing;  /* how many of the last are being redone */

  GtkWidget            *notice;     /* nullable: about the organisation's files */
  guint                 n_notices_read;

  GCancellable         *looking;    /* nullable: for the key, in the keyring */
  guint                 n_ticks;    /* before that */
  GhKeyringState        key_state;  /* found where nothing is to be said */
  char                 *key_places; /* nullable: a sentence about where the key is */

  GCancellable         *asking;     /* nullable: whether the log is signed */
  gint64                asked_key;  /* the number of the key that was open then; 0: none was */
  char                 *unsigned_notice; /* nullable: why it is not (L6) */
  gboolean              is_clock_closed; /* the notice of a clock far ahead was */
};

/* A page and, if it shows one thing, its key. */
typedef struct {
  const GhPageEntry *entry;
  char              *key;
} GhPlace;

void gh_place_free (gpointer place);

/* Starts over with the pages of self->session. */
void gh_window_begin_pages (GhWindow *self);

/* Goes to a page and adds it to the history. */
void gh_window_go (GhWindow   *self,
                   const char *page,
                   const char *key);

/* Opens the page again, as it missed changes while out of sight. */
void gh_window_reopen_page (GhWindow *self);

/* Returns the sidebar's page of that name, or NULL; creates it if it has not been shown yet. */
GhPage *gh_window_find_page (GhWindow   *self,
                             const char *name);

/* gh-window-lost.c: when the organisation's files are lost while it is open */
void gh_window_follow_session (GhWindow *self);

/* Returns whether the pages wait for the files to come back. */
gboolean gh_window_is_lost (GhWindow *self);
void gh_window_retry (GhWindow *self);

void gh_window_enable_page_actions (GhWindow *self,
                                    gboolean  enabled);

/* Shows why the organisation cannot be read. */
void gh_window_show_failure (GhWindow   *self,
                             const char *title,
                             const char *message,
                             const char *path);

/* gh-window-toasts.c */
void gh_window_show_toast (GhWindow *self,
                           AdwToast *toast);

/* Keeps Escape from dismissing a toast with a button. */
void gh_window_guard_toasts (GhWindow *self);

/* gh-window-undo.c: makes undos of self->session redoable */
void gh_window_begin_undoing (GhWindow *self);
void gh_window_class_install_undo_actions (GtkWidgetClass *klass);

/* gh-window-notices.c: starts with the first notice of self->session; shows the next one to read */
void gh_window_begin_notices (GhWindow *self);
void gh_window_show_notices (GhWindow *self);
void gh_window_class_install_notice_actions (GtkWidgetClass *klass);

/* gh-window-keys.c: looks for the key of self->session; gh_window_show_key_notice() returns whether there is a notice */
void gh_window_begin_keys (GhWindow *self);
void gh_window_end_keys (GhWindow *self);
gboolean gh_window_show_key_notice (GhWindow *self);

/* Found: there is nothing to say. */
void gh_window_take_key_state (GhWindow       *self,
                               GhKeyringState  state);
void gh_window_class_install_key_actions (GtkWidgetClass *klass);

/* gh-window-owner.c: what self->session has for an Owner to look at; gh_window_show_owner_notice() returns whether there is
 * a notice, gh_window_close_owner_notice() whether it was one to be closed */
void gh_window_begin_owner_notices (GhWindow *self);
void gh_window_end_owner_notices (GhWindow *self);
gboolean gh_window_show_owner_notice (GhWindow *self);
gboolean gh_window_close_owner_notice (GhWindow *self);
void gh_window_class_install_owner_actions (GtkWidgetClass *klass);

/* gh-window-views.c: links and saved views */
void gh_window_class_install_view_actions (GtkWidgetClass *klass);

/* Installs the page actions. */
void gh_window_class_install_page_actions (GtkWidgetClass *klass);

G_END_DECLS
