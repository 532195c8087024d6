/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "kit/gh-action-popover.h"
#include "kit/gh-notice.h"
#include "user/gh-user-card.h"
#include "user/gh-user-list.h"
#include "user/gh-user-page.h"
#include "user/gh-user-properties.h"
#include "user/gh-user-reading.h"
#include "user/gh-user-sections.h"

G_BEGIN_DECLS

typedef enum {
  GH_USER_FACT_CREATED,
  GH_USER_FACT_LAST_LOGIN,
  GH_USER_FACT_LAST_SYNC,
  GH_USER_FACT_DIRECTORY,
  GH_USER_FACT_KEY,
  GH_USER_N_FACTS
} GhUserFact;

struct _GhUserPage {
  GhPage            parent_instance;

  GtkWidget        *steps;
  AdwWindowTitle   *title;
  GtkWidget        *save_button;
  GtkWidget        *menu_button;
  GhActionPopover  *menu;
  GtkStack         *stack;
  GhUserSections   *sections;
  GhNotice         *notice;
  AdwAvatar        *avatar;
  GtkLabel         *name;
  GtkLabel         *username;
  GtkImage         *status_icon;
  GtkLabel         *status;
  GtkWidget        *from_directory;
  GtkWidget        *place;
  GhUserCard       *card;
  GtkBox           *main;
  GhUserProperties *properties;
  GtkGrid          *facts;
  GtkLabel         *fact_names[GH_USER_N_FACTS];
  GtkLabel         *fact_values[GH_USER_N_FACTS];
  GhUserList       *phones;
  GhUserList       *tokens;
  GhUserList       *codes;
  GhUserList       *endpoints;
  GhUserList       *groups;
  GhUserList       *history;

  char             *key;        /* nullable: the user to show */
  GhUser           *user;       /* nullable: until read, and when gone */
  GVariant         *input;      /* nullable: from an earlier page, until the user is read */
  gint64            newest_entry; /* of the history that is shown */
  GCancellable     *reading;    /* nullable */
  GhJob            *checking;   /* nullable: a rehearsal of what is typed */
  guint             generation; /* of those rehearsals */
  gboolean          may_save;
  gboolean          is_saving;
  GPtrArray        *leaving;    /* GTask: waiting for the save */
};

/* Reads the user again. */
void gh_user_page_reload (GhUserPage *self);

/* Updates the steps to other users, what can be saved and what the menu offers. */
void gh_user_page_update_actions (GhUserPage *self);

/* Returns why @operation may not change the user, or %GH_REFUSAL_NONE. */
GhRefusal gh_user_page_check (GhUserPage *self,
                              const char *operation);

/* Checks what is typed. */
void gh_user_page_edited (GhUserPage *self);

void gh_user_page_leave_async (GhPage              *page,
                               GAsyncReadyCallback  callback,
                               gpointer             data);

void gh_user_page_class_install_actions (GtkWidgetClass *klass);

G_END_DECLS
