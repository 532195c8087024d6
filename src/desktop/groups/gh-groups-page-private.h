/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "groups/gh-groups-page.h"
#include "groups/gh-groups-source.h"
#include "kit/gh-selection-bar.h"
#include "kit/gh-table.h"
#include "operate/gh-operate-offer.h"

G_BEGIN_DECLS

struct _GhGroupsPage {
  GhPage           parent_instance;

  GSettings       *settings;       /* of the table */
  GSettings       *computer;       /* of the whole window */

  /* template */
  GtkStack        *title_stack;
  GtkWidget       *search_clamp;
  GtkWidget       *window_title;
  GtkWidget       *entry;
  GtkWidget       *search_button;
  GtkWidget       *bar;
  GtkLabel        *count;
  GtkButton       *add_button;
  GtkMenuButton   *select_button;
  GtkMenuButton   *columns_button;
  GtkMenuButton   *report_button;
  GtkStack        *stack;
  AdwBin          *table_place;
  AdwStatusPage   *no_match;
  GhSelectionBar  *selection_bar;

  /* made by the program; borrowed */
  GhTable         *table;
  GtkWidget       *context_menu;
  GtkWidget       *bar_buttons[GH_OPERATE_BUTTONS];

  GhGroupsSource  *source;
  gint64           menu_id;        /* the row that the context menu means, GH_TABLE_ROW_BLANK for the selection */
  guint            generation;     /* of the last reading */
  gboolean         has_groups;
};

/* gh-groups-page-actions.c: what can be done to groups */
void gh_groups_page_class_install_actions (GtkWidgetClass *klass);
void gh_groups_page_add_menus (GhGroupsPage *self);
void gh_groups_page_update_actions (GhGroupsPage *self);

G_END_DECLS
