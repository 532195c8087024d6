/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-organisation.h"

#include "session/gh-page.h"

G_BEGIN_DECLS

/* A page with its own organisation of anna, bert, cleo, dora and emil; anna and cleo are in the group VPN. */
typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  GtkWidget          *window;
  GType               type;
  GhPage             *page;
  char               *anna;
  char               *vpn;
  int                 left;  /* -1: not answered */
} InputFixture;

/* @type: the page's type function */
void input_set_up    (InputFixture  *fixture,
                      gconstpointer  type);
void input_tear_down (InputFixture  *fixture,
                      gconstpointer  type);

/* Replaces the page. */
void input_make_page (InputFixture *fixture,
                      GType         type);

/* As another user, or one who sees changes at once; without a page. */
void input_restart_session (InputFixture *fixture);

/* Closes the page; only the returned input remains. */
GVariant *input_close_page (InputFixture *fixture) G_GNUC_WARN_UNUSED_RESULT;

/* Makes a page of the same class that takes back @input. */
void input_take_back (InputFixture *fixture,
                      GVariant     *input);

/* Both in turn. */
void input_remake (InputFixture *fixture);

gboolean input_is_there (InputFixture *fixture);

G_END_DECLS
