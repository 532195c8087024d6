/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the programs here print, and how they stop. */

/* @start: of g_get_monotonic_time() */
double gh_bench_seconds_since (gint64 start);

/* Prints the line "NAME VALUE". */
void gh_bench_print (const char *name,
                     double      value);

/* Ends the program if there is an error. */
void gh_bench_check (GError *error);

/* Prints NAME-median, -p95, -p99 and -worst of so many seconds, in milliseconds, and sorts them. */
void gh_bench_print_latencies (const char *name,
                               GArray     *latencies);

G_END_DECLS
