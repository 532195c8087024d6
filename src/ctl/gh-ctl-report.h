/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/gh-ctl.h"

#include "base/gh-query.h"
#include "reports/gh-export.h"

G_BEGIN_DECLS

typedef struct _GhCtlReport GhCtlReport;

/**
 * GhCtlReportKind:
 * @right: (nullable): the right needed to list (A4); %NULL: none
 * @fields: (nullable): the query language's fields; %NULL: no queries, everything is listed
 * @sorted: (nullable): has the columns that it can be sorted by
 * @saved: the message for a file saved with one row or more; `%s` is its name, then the number
 * @print: prints a table
 * @rows: its rows as CSV or JSON, and as a file
 *
 * What can be listed and exported.
 */
struct _GhCtlReportKind {
  const char          *right;
  const GhQueryField  *fields;
  const GhViewKind    *sorted;
  const char          *saved[2];
  gboolean           (*print)   (GhCtlReport   *report,
                                 GhConnection  *connection,
                                 GError       **error);
  const GhReportKind  *rows;
};

/**
 * GhCtlReport:
 *
 * The arguments for one list or file, and what its kind needs to create a view of it.
 */
struct _GhCtlReport {
  GhCtl                 *ctl;
  const GhCtlReportKind *kind;
  char                  *query;      /* NULL: all */
  char                  *sort;
  gint64                 limit;      /* of a view */
  char                  *path;       /* of an export */
  GhReportFile          *out;        /* of a list */
  GhReportFormat         format;
  gint64                 now;        /* these two once there is a connection */
  char                  *time_zone;
  gint64                 count;      /* rows the kind has written */
};

void gh_ctl_report_clear (GhCtlReport *self);

/** All that is asked for. */
GhView gh_ctl_report_get_view (const GhCtlReport *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhCtlReport, gh_ctl_report_clear)

/**
 * gh_ctl_report_begin:
 * @self: a report
 * @connection: a connection, which the call's job can then cancel
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if now and time zone are known
 */
gboolean gh_ctl_report_begin (GhCtlReport   *self,
                              GhConnection  *connection,
                              GError       **error);

/** Reports on stderr what is wrong with the arguments; FALSE if anything is. */
gboolean gh_ctl_report_check (const GhCtlReport *self);

/** Prints the list; returns the exit status. */
int gh_ctl_report_print (GhCtlReport *self);

/** The commands `list` and `export` of every kind. */
int gh_ctl_report_list (GhCtl *ctl, GStrv args);
int gh_ctl_report_export (GhCtl *ctl, GStrv args);

G_END_DECLS
