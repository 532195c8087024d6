/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "operations/gh-actor.h"
#include "operations/gh-role-table.h"
#include "reports/gh-report-file.h"
#include "reports/gh-csv.h"
#include "store/gh-store.h"
#include "store/gh-view-query.h"

G_BEGIN_DECLS

/**
 * GhReportFormat:
 * @GH_REPORT_CSV_SAFE: CSV for a spreadsheet, for users with the read-only columns of R4
 * @GH_REPORT_CSV_EXACT: CSV to import again
 * @GH_REPORT_JSON: the objects of R8
 */
typedef enum {
  GH_REPORT_CSV_SAFE,
  GH_REPORT_CSV_EXACT,
  GH_REPORT_JSON,
} GhReportFormat;

/**
 * GhExport:
 * @right: (nullable): the right it needs (A4), only for gh_export_run()
 * @what: users, groups or log
 * @format: the file format
 * @query: (nullable): the query; %NULL: all
 * @path: the target (R3)
 *
 * An export, as it is noted.
 */
typedef struct {
  const char     *right;
  const char     *what;
  GhReportFormat  format;
  const char     *query;
  const char     *path;
} GhExport;

/**
 * GhExportFunc:
 * @connection: a reader inside a read transaction, so that all is from one moment (R3)
 * @file: where to write
 * @now: unix seconds
 * @data: user data
 * @count: (out): how many rows were written
 * @error: (out): where to put the error
 *
 * Writes what is exported.
 *
 * Returns: %TRUE if all were written
 */
typedef gboolean (*GhExportFunc) (GhConnection  *connection,
                                  GhReportFile  *file,
                                  gint64         now,
                                  gpointer       data,
                                  gint64        *count,
                                  GError       **error);

/**
 * gh_export_write:
 *
 * gh_export_run() to a file that is already open, so that a bad target shows before there is anything to write. The
 * caller has checked the right.
 */
gboolean gh_export_write (const GhExport  *export,
                          GhStore         *store,
                          const GhActor   *actor,
                          GhReportFile    *file,
                          GhExportFunc     write,
                          gpointer         data,
                          gint64          *count,
                          GError         **error);

/**
 * gh_export_run:
 * @export: what to export
 * @store: an organisation
 * @actor: who exports
 * @write: writes the rows
 * @data: for @write
 * @count: (out): how many rows the file holds
 * @error: (out): %GH_ERROR_REFUSED if the role may not export
 *
 * Writes a file and notes in the events who exported what. Blocks: call it from a worker.
 *
 * Returns: %TRUE if the target is complete
 */
gboolean gh_export_run (const GhExport  *export,
                        GhStore         *store,
                        const GhActor   *actor,
                        GhExportFunc     write,
                        gpointer         data,
                        gint64          *count,
                        GError         **error);

/**
 * GhReportKind:
 * @right: the right that an export needs (A4)
 * @what: users, groups or log
 * @write: writes the rows of @view, read in a transaction so that list, count and rows match (R3); @job, for progress
 *   and cancelling, may be %NULL; @count (out) is how many they were. It fails with %GH_ERROR_QUERY if the query or the
 *   sort cannot be read, and writes no byte order mark
 *
 * What can be written as rows, to the screen or to a file.
 */
typedef struct {
  const char  *right;
  const char  *what;
  gboolean   (*write) (const GhView    *view,
                       GhConnection    *connection,
                       GhReportFormat   format,
                       GhReportFile    *file,
                       GhJob           *job,
                       gint64          *count,
                       GError         **error);
} GhReportKind;

/** How cells of @format are guarded. */
GhCsvKind gh_report_format_get_csv (GhReportFormat format);

/**
 * gh_report_export:
 * @kind: what is exported
 * @store: an organisation
 * @actor: who exports
 * @view: the rows; its now and time zone are filled in here
 * @format: the file format
 * @path: the target (R3)
 * @job: (nullable): progress and cancelling
 * @count: (out): how many rows the file holds
 * @error: (out): %GH_ERROR_REFUSED if the role may not export, %GH_ERROR_QUERY if the view cannot be read
 *
 * gh_export_run() of the rows of a view. A safe file begins with a byte order mark (R4).
 *
 * Returns: %TRUE if the target is complete
 */
gboolean gh_report_export (const GhReportKind  *kind,
                           GhStore             *store,
                           const GhActor       *actor,
                           const GhView        *view,
                           GhReportFormat       format,
                           const char          *path,
                           GhJob               *job,
                           gint64              *count,
                           GError             **error);

/** Adds the exports noted in the attached `backup`, another events file of the organisation, to those of @events (O9). */
gboolean gh_export_merge (GhConnection  *events,
                          GError       **error);

G_END_DECLS
