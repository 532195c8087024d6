/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table.h"
#include "session/gh-session.h"

G_BEGIN_DECLS

typedef enum {
  GH_LOG_CELL_TIME,
  GH_LOG_CELL_ACTION,
  GH_LOG_CELL_OBJECT,
  GH_LOG_CELL_ACTOR,
  GH_LOG_CELL_CHANGED,
  /* when narrow: two lines each */
  GH_LOG_CELL_WHAT,
  GH_LOG_CELL_ABOUT,

  GH_LOG_N_CELLS
} GhLogCell;

extern const GhTableColumn gh_log_columns[GH_LOG_N_CELLS];

/** Fills the administrator log's table; row ids are entry numbers. */
GhTableSource *gh_log_source_new (GhSession *session);

G_END_DECLS
