/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bench.h"

double
gh_bench_seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

void
gh_bench_print (const char *name,
                double      value)
{
  g_print ("%s %.6g\n", name, value);
}

void
gh_bench_check (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static int
compare_doubles_cb (gconstpointer a,
                    gconstpointer b)
{
  const double *one = a;
  const double *other = b;

  return (*one > *other) - (*one < *other);
}

void
gh_bench_print_latencies (const char *name,
                          GArray     *latencies)
{
  const struct {
    const char *name;
    double      share;
  } parts[] = { { "median", 0.5 }, { "p95", 0.95 }, { "p99", 0.99 }, { "worst", 1 } };

  g_array_sort (latencies, compare_doubles_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *full = g_strconcat (name, "-", parts[i].name, NULL);
      guint place = MIN (latencies->len - 1, (guint) (parts[i].share * latencies->len));

      gh_bench_print (full, g_array_index (latencies, double, place) * 1000);
    }
}
