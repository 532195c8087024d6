/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"
#include "users/gh-user-report.h"

G_BEGIN_DECLS

/**
 * GhReportWrite:
 * @store: the organisation
 * @actor: who exports
 * @format: the form of the file
 * @path: the target
 * @data: the data of gh_report_save()
 * @job: progress and cancelling
 * @count: (out): how many rows were written
 * @error: (out): where to put the error
 *
 * Writes a report; called on a worker.
 *
 * Returns: %TRUE if it is whole
 */
typedef gboolean (*GhReportWrite) (GhStore         *store,
                                   const GhActor   *actor,
                                   GhReportFormat   format,
                                   const char      *path,
                                   gpointer         data,
                                   GhJob           *job,
                                   gint64          *count,
                                   GError         **error);

/**
 * gh_report_save:
 * @page: the page to report on
 * @name: the name to suggest, without suffix
 * @format: the form of the file
 * @write: writes it
 * @data: for @write
 * @free_data: frees @data
 *
 * Asks for a file, writes it and says so. If that takes long, it is among the jobs, and can be cancelled there.
 */
void gh_report_save (GhPage         *page,
                     const char     *name,
                     GhReportFormat  format,
                     GhReportWrite   write,
                     gpointer        data,
                     GDestroyNotify  free_data);

G_END_DECLS
