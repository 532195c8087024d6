/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-process.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of core(5): which kinds of memory a core has; gdb's gcore obeys it, too. */
#define FILTER_PATH "/proc/self/coredump_filter"
#define FILTER_NONE "0"

/* Not PR_SET_DUMPABLE, which makes portals refuse the program. */
static void
limit_cores (void)
{
  struct rlimit limit;
  int filter = open (FILTER_PATH, O_WRONLY | O_CLOEXEC);

  if (filter < 0 || write (filter, FILTER_NONE, strlen (FILTER_NONE)) < 0)
    g_debug ("%s could not be written.", FILTER_PATH);
  if (filter >= 0)
    close (filter);

  /* Not 0: where cores are piped to a program that is as good as no limit, but 1 is refused. */
  if (getrlimit (RLIMIT_CORE, &limit) == 0)
    {
      limit.rlim_max = MIN (limit.rlim_max, 1);
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_CORE, &limit);
    }
}

void
gh_process_begin (void)
{
  umask (0077);
  limit_cores ();
  if (sodium_init () < 0)
    g_error ("libsodium could not be initialised");
}
