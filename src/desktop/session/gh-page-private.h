/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"

G_BEGIN_DECLS

typedef struct {
  GhSession *session;
  char      *title;
  GtkWidget *box;
  GtkWidget *header;
  GtkWidget *back_button;
  GtkWidget *sidebar_button;
  GhSelections *selections;  /* nullable */
  GtkWidget *notice;         /* nullable, weak: the window's, if it is here */
  GtkWidget *own_notice;     /* nullable, borrowed */
  GPtrArray *regions;        /* GtkWidget, borrowed: the page's children live as long */
  gboolean   narrow;
  guint      notify_id;
  gboolean   has_missed;     /* something may have changed while it was hidden */
  gboolean   wants_focus;    /* once there is a table */
  gpointer   focus_before;   /* where it was then; only to compare */
} GhPagePrivate;

GhPagePrivate *gh_page_get_private (GhPage *self);

G_END_DECLS
