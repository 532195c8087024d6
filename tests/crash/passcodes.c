/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Uses passcodes, as a process that can be killed: passcodes FILE.db
 *
 * Opens the organisation as every program does, with its key from the keyring, and prints "ready". Then it reads lines
 * "USERNAME PASSCODE TIMES" until there are no more, and prints a line for each use once it is answered: "allow" or "deny",
 * and the number that it has in the authentication log; 0: it is not in there. */
#include "keys/gh-keyring-open.h"
#include "organisation/gh-organisation-open.h"
#include "verification/gh-attempt.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

static void
use (GhStore    *store,
     const char *name,
     const char *passcode)
{
  const GhAttempt attempt = {
    .purpose = GH_PURPOSE_SIGN_IN, .name = name, .passcode = passcode, .way = "passcodes", .address = "192.0.2.1",
  };
  g_autoptr (GError) error = NULL;
  GhVerdict verdict;
  gboolean is_allowed;

  /* What could not be judged says so, too, and whoever asks denies. */
  gh_attempt_judge (store, &attempt, &verdict, &error);
  is_allowed = gh_outcome_get_answer (verdict.decision.outcome) == GH_ANSWER_ALLOW;
  g_assert (error == NULL || !is_allowed);
  printf ("%s %" G_GINT64_FORMAT "\n", is_allowed ? "allow" : "deny", verdict.number);
  fflush (stdout);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GhStore) store = NULL;
  g_autoptr (GhKeyringAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  char line[256];

  setlocale (LC_ALL, "C.UTF-8");
  if (argc != 2)
    g_error ("Usage: %s FILE.db", argv[0]);

  store = gh_organisation_open (argv[1], clock, &error);
  g_assert_no_error (error);
  answer = gh_keyring_open (store, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->state, ==, GH_KEYRING_FOUND);
  printf ("ready\n");
  fflush (stdout);

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), " ", 3);

      g_assert_cmpuint (g_strv_length (words), ==, 3);
      for (gint64 n = g_ascii_strtoll (words[2], NULL, 10); n > 0; n--)
        use (store, words[0], words[1]);
    }

  return EXIT_SUCCESS;
}
