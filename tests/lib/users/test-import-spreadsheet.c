/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R11, R7, X: what spreadsheets and people make of a CSV file, and what an import makes of that: one table. */
#include "gh-test-organisation.h"

#include "reports/gh-csv-reader.h"
#include "users/gh-user-report.h"

#include <string.h>

#define BYTES(text) text, sizeof text - 1

#define UTF16 "The file is UTF-16: save it as CSV UTF-8."
#define UTF32 "The file is UTF-32: save it as CSV UTF-8."
#define NOT_CSV "This is not a CSV file: save the table as CSV UTF-8 in the program that made it."
#define SEP "Line 1: behind “sep=” stands one separator, such as “sep=;”, and nothing else."

#define NBSP "\xc2\xa0"

/* With only the valid rows: the users afterwards, as username=realname; what is refused, as line:column:reason; the
 * rows of the file of refused rows, without our sentence. Or why nothing can be read. */
typedef struct {
  const char *name;
  const char *bytes;
  gsize       length;
  const char *users;
  const char *refused;
  const char *saved;
  const char *error;
} Case;

static const Case cases[] = {
  /* what is taken */
  { "empty-columns-at-the-end", BYTES ("username,realname,,,\nanna,Anna,,,\nbob,Bob,,,\n"), "anna=Anna bob=Bob" },
  { "empty-column-in-between", BYTES ("username,,realname\nanna,,Anna\n"), "anna=Anna" },
  { "empty-column-in-front", BYTES (",username,realname\n,anna,Anna\n"), "anna=Anna" },
  { "blank-headers", BYTES ("username, ," NBSP ",\" \",realname\nanna, ," NBSP ",,Anna\n"), "anna=Anna" },
  { "more-cells-but-empty", BYTES ("username,realname\nanna,Anna,,,\nbob,Bob, \n"), "anna=Anna bob=Bob" },
  { "rows-of-commas", BYTES ("username,realname\n,\nanna,Anna\n,,,,\n,\n,\n"), "anna=Anna" },
  { "rows-of-semicolons", BYTES ("username;realname\r\n;\r\nanna;Anna\r\n;;;;\r\n"), "anna=Anna" },
  { "rows-of-tabs", BYTES ("username\trealname\n\t\nanna\tAnna\n\t\t\n"), "anna=Anna" },
  { "rows-of-blanks", BYTES ("username,realname\n  , \n\" \",\"\"\nanna,Anna\n   \n"), "anna=Anna" },
  { "rows-of-no-break-spaces", BYTES ("username,realname\n" NBSP "," NBSP "\n" NBSP "\nanna,Anna\n"), "anna=Anna" },
  { "rows-of-line-breaks", BYTES ("username,realname\n\"\n\",\nanna,Anna\n"), "anna=Anna" },
  { "empty-lines-within", BYTES ("username,realname\n\n\nanna,Anna\n\nbob,Bob\n"), "anna=Anna bob=Bob" },
  { "empty-lines-at-the-end", BYTES ("username,realname\r\nanna,Anna\r\n\r\n\r\n"), "anna=Anna" },
  { "rows-before-the-header", BYTES (";;\r\n\r\nusername;realname;\r\nanna;Anna;\r\n"), "anna=Anna" },
  { "blanks-round-headers", BYTES (" username , realname\t\nanna,Anna\n"), "anna=Anna" },
  { "blanks-in-quoted-headers", BYTES ("\" username \",\"realname \"\nanna,Anna\n"), "anna=Anna" },
  { "no-break-spaces-round-headers", BYTES (NBSP "Username" NBSP ",REALNAME" NBSP "\nanna,Anna\n"), "anna=Anna" },
  { "sep-semicolon", BYTES ("sep=;\nusername;realname\nanna;Anna, B\n"), "anna=Anna, B" },
  { "sep-comma", BYTES ("sep=,\r\nusername,realname\r\nanna,Anna;;;\r\n"), "anna=Anna;;;" },
  { "sep-tab", BYTES ("sep=\t\nusername\trealname\nanna\tAnna;,\n"), "anna=Anna;," },
  { "sep-bar", BYTES ("sep=|\nusername|realname\nanna|Anna,;\n"), "anna=Anna,;" },
  { "sep-in-capitals", BYTES ("SEP=;\r\nusername;realname\r\nanna;Anna\r\n"), "anna=Anna" },
  { "sep-in-quotes", BYTES ("\"sep=;\"\nusername;realname\nanna;Anna\n"), "anna=Anna" },
  { "sep-with-empty-cells", BYTES ("sep=;;;;\nusername;realname;;\nanna;Anna;;\n"), "anna=Anna" },
  { "sep-behind-byte-order-mark", BYTES ("\xef\xbb\xbfsep=;\r\nusername;realname\r\nanna;Anna\r\n"), "anna=Anna" },
  { "sep-old-mac", BYTES ("sep=;\rusername;realname\ranna;Anna\r"), "anna=Anna" },
  { "byte-order-mark", BYTES ("\xef\xbb\xbfusername,realname\nanna,Anna\n"), "anna=Anna" },
  { "old-mac", BYTES ("username,realname\ranna,Anna\r,\rbob,Bob\r"), "anna=Anna bob=Bob" },
  { "decimal-commas", BYTES ("username;realname\nanna;1,5\nbob;\"2,5;x\"\n"), "anna=1,5 bob=2,5;x" },
  { "form-feed-in-a-cell", BYTES ("username,realname\nanna,A\fB\n"), "anna=A\fB" },

  /* what refuses a row */
  { "value-under-an-empty-header", BYTES ("username,realname,\nanna,Anna,lost\nbob,Bob,\n"), "bob=Bob",
    "2:3:cell-without-header", "anna,Anna,lost,2,\r\n" },
  { "value-under-one-of-several-empty-headers", BYTES ("username,,realname,,\nanna,,Anna,,\nbob,,Bob,,x\n"),
    "anna=Anna", "3:5:cell-without-header", "bob,,Bob,,x,3,\r\n" },
  { "value-under-an-empty-header-in-front", BYTES (",username\n7,anna\n,bob\n"), "bob=", "2:1:cell-without-header",
    "7,anna,2,\r\n" },
  { "more-cells", BYTES ("username,realname\nanna,Anna,x\nbob,Bob\n"), "bob=Bob", "2::row-shape",
    "anna,Anna,x,2,\r\n" },
  { "fewer-cells", BYTES ("username,realname\nanna\nbob,Bob\n"), "bob=Bob", "2::row-shape", "anna,,2,\r\n" },
  { "stray-quotes", BYTES ("username,realname\nanna,5\" screen\nbob,Bob\n"), "bob=Bob", "2:2:cell-stray-quotes",
    "anna,\"5\"\" screen\",2,\r\n" },
  { "stray-quotes-twice", BYTES ("username,realname\nanna,An \"Ann\" na\nbob,Bob\n"), "bob=Bob",
    "2:2:cell-stray-quotes", "anna,\"An \"\"Ann\"\" na\",2,\r\n" },
  { "quotes-not-doubled", BYTES ("username,realname\nanna,\"An \"Ann\" na\"\nbob,Bob\n"), "bob=Bob",
    "2:2:cell-behind-quotes", "anna,\"\"\"An \"\"Ann\"\" na\"\"\",2,\r\n" },
  { "quotes-doubled-and-not", BYTES ("username,realname\nanna,\"x\"\"y\"z\nbob,Bob\n"), "bob=Bob",
    "2:2:cell-behind-quotes", "anna,\"\"\"x\"\"\"\"y\"\"z\",2,\r\n" },
  { "blank-behind-quotes", BYTES ("username,realname\n\"anna\" ,Anna\nbob,Bob\n"), "bob=Bob",
    "2:1:cell-behind-quotes", "\"\"\"anna\"\" \",Anna,2,\r\n" },
  { "blank-before-quotes", BYTES ("username,realname\nanna, \"Anna\"\nbob,Bob\n"), "bob=Bob",
    "2:2:cell-stray-quotes", "anna,\" \"\"Anna\"\"\",2,\r\n" },
  { "quotes-over-two-lines", BYTES ("username,realname\nanna,\"An\nna\"x\nbob,Bob\n"), "bob=Bob",
    "2:2:cell-behind-quotes", "anna,\"\"\"An\nna\"\"x\",2,\r\n" },
  { "latin-1", BYTES ("username,realname\nanna,Bj\xf8rn\nbob,Bob\n"), "bob=Bob", "2:2:cell-not-utf8",
    "anna,Bj\xf8rn,2,\r\n" },
  { "latin-1-in-quotes", BYTES ("username;realname\nanna;\"Bj\xf8rn, x\"\nbob;Bob\ncarl;\xe5\n"), "bob=Bob",
    "2:2:cell-not-utf8 4:2:cell-not-utf8", "anna,\"Bj\xf8rn, x\",2,\r\ncarl,\xe5,4,\r\n" },
  { "nul", BYTES ("username,realname\nanna,A\0B\nbob,Bob\n"), "bob=Bob", "2:2:cell-nul", "anna,A␀B,2,\r\n" },
  { "nul-in-quotes", BYTES ("username,realname\nanna,\"A\0,B\"\nbob,Bob\n"), "bob=Bob", "2:2:cell-nul",
    "anna,\"A␀,B\",2,\r\n" },
  { "nul-alone", BYTES ("username,realname\nanna,\0\nbob,Bob\n"), "bob=Bob", "2:2:cell-nul", "anna,␀,2,\r\n" },
  { "lines-behind-sep", BYTES ("sep=;\r\nusername;realname\r\nanna;Anna;x\r\nbob;Bob\r\n"), "bob=Bob", "2::row-shape",
    "anna,Anna,x,2,\r\n" },
  { "lines-behind-rows-of-commas", BYTES ("username,realname\n,\n\nanna\nbob,Bob\n"), "bob=Bob", "4::row-shape",
    "anna,,4,\r\n" },
  { "line-and-problem-of-an-earlier-file",
    BYTES ("line,username,realname,problem\n7,anna,Anna,x\n8,,Bob,y\n"), "anna=Anna", "3:username:name-empty",
    ",Bob,3,\r\n" },
  { "guarded-cell-stays-guarded", BYTES ("username,realname,status\nanna,'=1,banned\nbob,'=2,active\n"), "bob==2",
    "2:status:unknown-status", "anna,'=1,banned,2,\r\n" },

  /* what refuses the file */
  { "utf-16-le", BYTES ("\xff\xfeu\0s\0e\0r\0n\0a\0m\0e\0\n\0a\0\n\0"), .error = UTF16 },
  { "utf-16-be", BYTES ("\xfe\xff\0u\0s\0e\0r\0n\0a\0m\0e\0\n\0a\0\n"), .error = UTF16 },
  { "utf-16-le-without-mark", BYTES ("u\0s\0e\0r\0n\0a\0m\0e\0\r\0\n\0a\0\r\0\n\0"), .error = UTF16 },
  { "utf-16-be-without-mark", BYTES ("\0u\0s\0e\0r\0n\0a\0m\0e\0\n\0a\0\n"), .error = UTF16 },
  { "utf-16-mark-alone", BYTES ("\xff\xfe"), .error = UTF16 },
  { "utf-32-le", BYTES ("\xff\xfe\0\0u\0\0\0s\0\0\0\n\0\0\0"), .error = UTF32 },
  { "utf-32-be", BYTES ("\0\0\xfe\xff\0\0\0u\0\0\0s\0\0\0\n"), .error = UTF32 },
  { "utf-32-le-without-mark", BYTES ("u\0\0\0s\0\0\0\n\0\0\0"), .error = UTF32 },
  { "utf-32-be-without-mark", BYTES ("\0\0\0u\0\0\0s\0\0\0\n"), .error = UTF32 },
  { "xlsx", BYTES ("PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0b\xee\x9dh^\x01\0\0\x90\x04\0\0"), .error = NOT_CSV },
  { "xls", BYTES ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0>\0\x03\0\xfe\xff\x09\0"),
    .error = NOT_CSV },
  { "pdf", BYTES ("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), .error = NOT_CSV },
  { "png", BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"), .error = NOT_CSV },
  { "gzip", BYTES ("\x1f\x8b\x08\0\0\0\0\0\0\x03\xab\xe4\x02\0"), .error = NOT_CSV },
  { "sqlite", BYTES ("SQLite format 3\0\x10\0\x01\x01\0@  "), .error = NOT_CSV },
  { "nul-in-the-header", BYTES ("username,re\0alname\nanna,Anna\n"), .error = NOT_CSV },
  { "sep-without-separator", BYTES ("sep=\nusername\nanna\n"), .error = SEP },
  { "sep-of-two", BYTES ("sep=;,\nusername;realname\nanna;Anna\n"), .error = SEP },
  { "sep-of-a-letter", BYTES ("sep=x\nusernamexrealname\nannaxAnna\n"), .error = SEP },
  { "sep-of-quotes", BYTES ("sep=\"\nusername\nanna\n"), .error = SEP },
  { "latin-1-header", BYTES ("username,Pr\xe9nom\nanna,Anna\n"),
    .error = "Line 1, column 2: The text is not UTF-8: save the file as CSV UTF-8." },
  { "stray-quotes-in-the-header", BYTES ("username,real\"name\nanna,Anna\n"),
    .error = "Line 1, column 2: There are quotes in the middle of a cell that does not begin with them." },
  { "quotes-without-end", BYTES ("username,realname\nanna,Anna\nbob,\"Bob\ncarl,Carl\n"),
    .error = "Line 3, column 2: the quotes have no end." },
};

#define USERS "SELECT group_concat (username || '=' || realname, ' ') FROM (SELECT * FROM users ORDER BY username)"

/* "2:3:cell-without-header" of each refused line. */
static char *
show_refused (GhResult *result)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < gh_result_lines_count (result->lines, GH_LINE_REFUSED); i++)
    {
      GhResultLine line;

      gh_result_lines_get (result->lines, GH_LINE_REFUSED, i, &line);
      g_assert_true (line.after == NULL || g_utf8_validate (line.after, -1, NULL));
      g_string_append_printf (shown, "%s%" G_GUINT64_FORMAT ":%s:%s", i > 0 ? " " : "", line.line,
                              line.column != NULL ? line.column : "", gh_refusal_get_code (line.refusal));
    }

  return g_string_free (shown, FALSE);
}

static GhResult *
import (GhTestOrganisation  *org,
        const char          *path,
        const char          *more,
        GError             **error)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_auto (GStrv) words = g_strsplit (more, "=", 2);

  json_object_set_string_member (parameters, "file", path);
  if (words[0] != NULL)
    json_object_set_boolean_member (parameters, "valid-only", TRUE);
  if (words[0] != NULL && words[1] != NULL)
    json_object_set_string_member (parameters, words[0], words[1]);

  return gh_run (org->store,
                 &(GhRequest) {
                   .operation = gh_operation_find ("user.import"),
                   .actor = org->actor,
                   .parameters = parameters,
                 },
                 NULL, error);
}

/* NUL is shown as ␀. */
static char *
read_saved (const char *path)
{
  g_autofree char *bytes = NULL;
  GString *text = g_string_new (NULL);
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize i = 0; i < length; i++)
    if (bytes[i] == '\0')
      g_string_append (text, "␀");
    else
      g_string_append_c (text, bytes[i]);

  return g_string_free (text, FALSE);
}

/* The file of refused rows holds each row's exact bytes, its number, and the sentence of its reason. */
static void
check_saved (const Case *c,
             const char *path)
{
  g_autofree char *text = read_saved (path);
  g_auto (GStrv) rows = g_strsplit (c->saved, "\r\n", -1);
  g_auto (GStrv) refused = g_strsplit (c->refused, " ", -1);
  g_autoptr (GString) expected = g_string_new (NULL);
  const char *behind_header = strstr (text, "line,problem\r\n");

  g_assert_nonnull (behind_header);
  for (guint i = 0; refused[i] != NULL; i++)
    {
      const char *sentence = gh_refusal_get_sentence (gh_refusal_find (strrchr (refused[i], ':') + 1));
      const char *quotes = strchr (sentence, ',') != NULL ? "\"" : "";

      g_string_append_printf (expected, "%s%s%s%s\r\n", rows[i], quotes, sentence, quotes);
    }
  g_assert_cmpstr (behind_header + strlen ("line,problem\r\n"), ==, expected->str);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *path = g_build_filename (org->folder, "in.csv", NULL);
  g_autofree char *saved = g_build_filename (org->folder, "refused.csv", NULL);
  g_autofree char *save = g_strconcat ("refused=", saved, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) strict = NULL;
  g_autoptr (GhResult) result = NULL;
  g_autofree char *refused = NULL;

  g_assert_true (g_file_set_contents (path, c->bytes, (gssize) c->length, NULL));

  if (c->error != NULL)
    {
      g_assert_null (import (org, path, save, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_BAD_FILE);
      g_assert_cmpstr (error->message, ==, c->error);
      g_assert_false (g_file_test (saved, G_FILE_TEST_EXISTS));
      gh_test_assert_query (org, USERS, NULL);
      return;
    }

  /* One refused row refuses the file. */
  if (c->refused != NULL)
    {
      strict = import (org, path, "", &error);
      g_assert_no_error (error);
      g_assert_true (strict->is_refused);
      gh_test_assert_query (org, USERS, NULL);
    }

  result = import (org, path, save, &error);
  g_assert_no_error (error);
  g_assert_false (result->is_refused);
  refused = show_refused (result);
  g_assert_cmpstr (refused, ==, c->refused != NULL ? c->refused : "");
  gh_test_assert_query (org, USERS, c->users);
  if (c->saved != NULL)
    check_saved (c, saved);
}

/* Rows of more than 1 MiB, quoted or not: their end is found, and their cells are kept. */
static void
test_long_row (gconstpointer data)
{
  const char *quotes = data;
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *path = g_build_filename (org->folder, "in.csv", NULL);
  g_autofree char *saved = g_build_filename (org->folder, "refused.csv", NULL);
  g_autofree char *save = g_strconcat ("refused=", saved, NULL);
  g_autofree char *notes = g_strnfill (3 * GH_CSV_MAX_ROW, 'x');
  g_autofree char *bytes = g_strconcat ("username,realname,notes\nanna,Anna,\nbob,Bob,", quotes, notes, quotes,
                                        "\ncarl,Carl,\n", NULL);
  g_autofree char *expected = g_strconcat ("bob,Bob,", notes, ",3,", NULL);
  g_autofree char *text = NULL;
  g_autofree char *refused = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = NULL;

  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
  result = import (org, path, save, &error);
  g_assert_no_error (error);
  refused = show_refused (result);
  g_assert_cmpstr (refused, ==, "3:3:row-too-long");
  gh_test_assert_query (org, USERS, "anna=Anna carl=Carl");
  g_assert_true (g_file_get_contents (saved, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, expected));
}

/* Reading the refused rows again gives the same reasons, and mended they come in. */
static void
test_mended (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *path = g_build_filename (org->folder, "in.csv", NULL);
  g_autofree char *saved = g_build_filename (org->folder, "refused.csv", NULL);
  g_autofree char *save = g_strconcat ("refused=", saved, NULL);
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GhResult) second = NULL;
  g_autoptr (GhResult) third = NULL;
  char *wrong;

  g_assert_true (g_file_set_contents (path, "sep=;\nusername;realname;;\nanna;Bj\xf8rn, x;;\nbob;Bob;;\ncarl;Carl;y;\n",
                                      -1, NULL));
  result = import (org, path, save, &error);
  g_assert_no_error (error);
  first = show_refused (result);
  g_assert_cmpstr (first, ==, "2:2:cell-not-utf8 4:3:cell-without-header");

  second = import (org, saved, "valid-only", &error);
  g_assert_no_error (error);
  again = show_refused (second);
  g_assert_cmpstr (again, ==, "2:2:cell-not-utf8 3:3:cell-without-header");
  gh_test_assert_query (org, USERS, "bob=Bob");

  g_assert_true (g_file_get_contents (saved, &text, NULL, NULL));
  wrong = strchr (text, '\xf8');
  *wrong = 'o';
  wrong = strstr (text, "Carl,y,");
  memcpy (wrong, "Carl,  ", 7);
  wrong[6] = ',';
  g_assert_true (g_file_set_contents (saved, text, -1, NULL));
  third = import (org, saved, "", &error);
  g_assert_no_error (error);
  g_assert_false (third->is_refused);
  gh_test_assert_query (org, USERS, "anna=Bjorn, x bob=Bob carl=Carl");
}

/* R6: what a spreadsheet may take for a formula, at the start of a cell or where another locale splits it, survives
 * both kinds of file. */
static const char *const formulas[] = {
  "=1+1", "+1", "-1", "@x", "'=1", "''=1", "a;=1", "a;'=1", "a;''=1", "=1;=2", "'=1;'=2", "a\t=1", "\t=1", "a;\t=1",
  ";;=1", "a; =1", "a;＝1", "a;＠1", "a;+4722855050", "+4722855050", "a,=1", "x;y;z", "a;'b", "'", "';'", "a;\n=1",
  "\"=1;\"=2", "a;\"=1\"", "a;-", "a\t'+", "＋1;－1",
};

static void
test_formulas (gconstpointer data)
{
  GhReportFormat format = GPOINTER_TO_INT (data);
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestOrganisation) other = gh_test_organisation_new ();
  g_autofree char *path = g_build_filename (org->folder, "users.csv", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = NULL;
  const GhView view = { .scope = GH_USER_SCOPE_USERS };
  gint64 count;

  for (gsize i = 0; i < G_N_ELEMENTS (formulas); i++)
    {
      g_autofree char *username = g_strdup_printf ("user%02d", (int) i);
      g_auto (GStrv) parts = g_strsplit (formulas[i], "'", -1);
      g_autofree char *quoted = g_strjoinv ("''", parts);
      g_autofree char *sql = g_strdup_printf ("UPDATE users SET notes = '%s' WHERE username = '%s'", quoted, username);

      gh_test_add_users (org, username);
      gh_test_write_directory (org, sql);
    }

  g_assert_true (gh_report_export (&gh_report_of_users, org->store, org->actor, &view, format, path, NULL,
                                   &count, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, G_N_ELEMENTS (formulas));
  if (format == GH_REPORT_CSV_SAFE)
    {
      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      g_assert_false (g_regex_match_simple ("[;\t][=+\\-@\t\r\n＝＋－＠]", bytes, 0, 0));
    }

  result = import (other, path, "", &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->changed, ==, G_N_ELEMENTS (formulas));
  for (gsize i = 0; i < G_N_ELEMENTS (formulas); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT notes FROM users WHERE username = 'user%02d'", (int) i);

      gh_test_assert_query (other, sql, formulas[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/R11/spreadsheet/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_data_func ("/R7/spreadsheet/long-row", "", test_long_row);
  g_test_add_data_func ("/R7/spreadsheet/long-row-in-quotes", "\"", test_long_row);
  g_test_add_func ("/R7/spreadsheet/mended", test_mended);
  g_test_add_data_func ("/R6/spreadsheet/formulas/safe", GINT_TO_POINTER (GH_REPORT_CSV_SAFE), test_formulas);
  g_test_add_data_func ("/R6/spreadsheet/formulas/exact", GINT_TO_POINTER (GH_REPORT_CSV_EXACT), test_formulas);

  return g_test_run ();
}
