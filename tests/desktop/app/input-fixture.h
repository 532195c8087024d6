/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-organisation.h"

#include "session/gh-page.h"

G_BEGIN_DECLS

/* A page over an organisation of its own, of anna, bert, cleo, dora and emil; anna and cleo are in the group VPN. */
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

/* @type: the function of the type of the page */
void input_set_up    (InputFixture  *fixture,
                      gconstpointer  type);
void input_tear_down (InputFixture  *fixture,
                      gconstpointer  type);

/* Another page in its place. */
void input_make_page (InputFixture *fixture,
                      GType         type);

/* As somebody else, or who sees at once what has changed; without a page. */
void input_restart_session (InputFixture *fixture);

/* Closes the page; nothing is left of it but what it gave. */
GVariant *input_close_page (InputFixture *fixture) G_GNUC_WARN_UNUSED_RESULT;

/* Makes a page of the same class, which takes back @input. */
void input_take_back (InputFixture *fixture,
                      GVariant     *input);

/* The one, then the other. */
void input_remake (InputFixture *fixture);

gboolean input_is_there (InputFixture *fixture);

G_END_DECLS
