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
  GtkWidget *notice;         /* nullable, weak: the window's, where it is here */
  GtkWidget *own_notice;     /* nullable, borrowed */
  GPtrArray *regions;        /* GtkWidget, borrowed: children of the page live as long */
  gboolean   narrow;
  guint      notify_id;
  gboolean   has_missed;     /* something that it shows may have changed while it was out of sight */
  gboolean   wants_focus;    /* as soon as there is a table */
  gpointer   focus_before;   /* what had it then; only to compare */
} GhPagePrivate;

GhPagePrivate *gh_page_get_private (GhPage *self);

G_END_DECLS
