/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operate/gh-operate-choices.h"
#include "operate/gh-operate-dialog.h"
#include "operate/gh-operate-effects.h"
#include "operate/gh-operate-jobs.h"
#include "operate/gh-operate-users.h"

G_BEGIN_DECLS

struct _GhOperateDialog {
  AdwWindow             parent_instance;

  GhStore              *store;
  GhActor              *actor;
  const GhOperation    *operation;
  GhTarget             *target;
  const GhOperateWords *words;

  AdwWindowTitle       *title;
  GtkLabel             *heading;     /* the title, if the header bar has no room */
  GtkWidget            *grow;
  GtkWidget            *cancel_button;
  GtkWidget            *back_button;
  GtkWidget            *action_button;
  GtkStack             *stack;
  GtkBox               *content;
  GhOperateChoices     *choices;
  GhOperateEffects     *plan;
  GtkWidget            *confirm_list;
  GtkWidget            *confirm;
  GhOperateUsers       *users;
  GtkLabel             *progress_title;
  GtkProgressBar       *progress_bar;
  GtkLabel             *progress_text;
  GtkWidget            *background_button;
  GtkWidget            *stop_button;

  JsonObject           *parameters;  /* of the last rehearsal or the run */
  GhResult             *rehearsal;   /* nullable: what is shown */
  GhResult             *outdated;    /* nullable: what was seen before the plan changed */
  GhResult             *result;      /* nullable: what was run */
  GhJob                *job;         /* of the rehearsal or run under way */
  GhOperateJob         *running;     /* nullable: the run, among all jobs */
  guint                 generation;  /* older answers are dropped */
  gboolean              by_key;      /* a key opened it */
  gboolean              is_running;
  gboolean              is_hidden;   /* it runs in the background */
  gboolean              is_done;
  guint                 dots_id;
  guint                 bar_id;
  guint                 background_id;
  gint64                started;     /* the run, monotonic */
};

/* Shows the page "plan", "users" or "running". */
void gh_operate_dialog_show_page (GhOperateDialog *self,
                                  const char      *name);

/* Updates title, labels and buttons from the rehearsal. */
void gh_operate_dialog_update_words (GhOperateDialog *self);
void gh_operate_dialog_update_actions (GhOperateDialog *self);

/* Rehearses what is chosen now. */
void gh_operate_dialog_rehearse (GhOperateDialog *self);

/* Runs what was rehearsed. */
void gh_operate_dialog_start (GhOperateDialog *self);

/* Lets the run go on in the background. */
void gh_operate_dialog_hide (GhOperateDialog *self);

/* Says why it failed, then goes back to the plan, or closes if there is none. */
void gh_operate_dialog_fail (GhOperateDialog *self,
                             const char      *reason);

/* Closes, and tells the caller. */
void gh_operate_dialog_finish (GhOperateDialog *self);

G_END_DECLS
