/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-source.h"

const GhTableColumn test_columns[TEST_N_COLUMNS] = {
  { "username", "Username", 142, 0, GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_LINK },
  { "real-name", "Real name", 186, 0, GH_TABLE_COLUMN_SORTABLE, 110 },
  { "email", "E-mail", 160, 0, GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_EXPAND, 100, 3 },
  { "phones", "Phones", 68, 0, GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_NUMERIC, 1, 2 },
  { "tokens", "Tokens", 70, 0, GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_NUMERIC, 1, 1 },
  { "status", "Status", 178, 0, GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_RICH },
  { "last-login", "Last login", 130, 0, GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_NUMERIC },
  { "notes", "Notes", 120, 0, GH_TABLE_COLUMN_HIDDEN },
};

static const char *const given_names[] = {
  "Åsa", "Amara", "Maximiliane", "Katarína", "Chloé", "Nhung", "Ольга", "فاطمة", "Γιώργος", "דוד", "İbrahim",
  "Jón", "민준", "Łukasz", "Mārtiņš", "María José", "Siobhán", "Noor", "Tuấn", "Zoë", "Kwame", "Priya", "Léa",
};

static const char *const family_names[] = {
  "Bergström", "Okafor", "Abendroth-Thistlethwaite", "Horváthová", "Lefèvre", "Đặng", "Кузнецова", "الزهراء",
  "Παπαδόπουλος", "כהן", "Yılmaz", "Þórðarson", "김", "Wiśniewski", "Bērziņš", "Núñez Etxeberria", "Ní Bhriain",
  "de Vries", "Nguyễn",
};

static guint32
scramble (guint64 value)
{
  value *= G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);

  return (guint32) (value >> 32);
}

static void
set_status (GhTableRow *row,
            guint32     random)
{
  switch (random % 12)
    {
    case 0:
      gh_table_row_set_text (row, TEST_COLUMN_STATUS, "Bypass", NULL);
      gh_table_row_set_icon (row, TEST_COLUMN_STATUS, "media-skip-forward-symbolic", "warning");
      if (random % 24 == 0)
        gh_table_row_set_suffix (row, TEST_COLUMN_STATUS, "No end", "gh-tag");
      else
        gh_table_row_set_suffix (row, TEST_COLUMN_STATUS, "until 3 Dec", "gh-dim");
      break;

    case 1:
      gh_table_row_set_text (row, TEST_COLUMN_STATUS, "Locked Out", NULL);
      gh_table_row_set_icon (row, TEST_COLUMN_STATUS, "changes-prevent-symbolic", "error");
      gh_table_row_set_suffix (row, TEST_COLUMN_STATUS, NULL, NULL);
      break;

    case 2:
      gh_table_row_set_text (row, TEST_COLUMN_STATUS, "Disabled", "gh-dim");
      gh_table_row_set_icon (row, TEST_COLUMN_STATUS, "action-unavailable-symbolic", "gh-dim");
      gh_table_row_set_suffix (row, TEST_COLUMN_STATUS, NULL, NULL);
      break;

    default:
      gh_table_row_set_text (row, TEST_COLUMN_STATUS, "Active", NULL);
      gh_table_row_set_icon (row, TEST_COLUMN_STATUS, "object-select-symbolic", "success");
      gh_table_row_set_suffix (row, TEST_COLUMN_STATUS, NULL, NULL);
      break;
    }
}

static gboolean
test_source_fill (gpointer    n_filled,
                  GhTableRow *row)
{
  guint64 id = (guint64) gh_table_row_get_id (row);
  guint32 random = scramble (id);
  char text[128];

  ++*(guint64 *) n_filled;
  if (id == TEST_NO_ID)
    return FALSE;

  g_snprintf (text, sizeof text, "user%07" G_GUINT64_FORMAT, id);
  gh_table_row_set_text (row, TEST_COLUMN_USERNAME, text, NULL);
  g_snprintf (text, sizeof text, "%s %s", given_names[random % G_N_ELEMENTS (given_names)],
              family_names[(random >> 8) % G_N_ELEMENTS (family_names)]);
  gh_table_row_set_text (row, TEST_COLUMN_REAL_NAME, text, NULL);
  g_snprintf (text, sizeof text, "user%07" G_GUINT64_FORMAT "@hu.example", id);
  gh_table_row_set_text (row, TEST_COLUMN_EMAIL, text, NULL);
  g_snprintf (text, sizeof text, "%u", random % 3);
  gh_table_row_set_text (row, TEST_COLUMN_PHONES, text, random % 3 == 0 ? "gh-dim" : NULL);
  g_snprintf (text, sizeof text, "%u", random % 2);
  gh_table_row_set_text (row, TEST_COLUMN_TOKENS, text, random % 2 == 0 ? "gh-dim" : NULL);
  set_status (row, random >> 4);
  g_snprintf (text, sizeof text, "Today %02u:%02u", (random >> 3) % 10, (random >> 7) % 60);
  gh_table_row_set_text (row, TEST_COLUMN_LAST_LOGIN, random % 9 == 0 ? "Never" : text,
                         random % 9 == 0 ? "gh-dim" : NULL);
  gh_table_row_set_text (row, TEST_COLUMN_NOTES, "–", "gh-dim");

  return TRUE;
}

static char *
test_source_dup_name (gpointer    n_filled,
                      GhTableRow *row)
{
  g_assert_nonnull (gh_table_row_get_text (row, TEST_COLUMN_USERNAME));

  return g_strjoin (", ", gh_table_row_get_text (row, TEST_COLUMN_REAL_NAME),
                    gh_table_row_get_text (row, TEST_COLUMN_USERNAME),
                    gh_table_row_get_text (row, TEST_COLUMN_STATUS), NULL);
}

GhTableSource *
test_source_new (void)
{
  static const GhTableSourceFuncs funcs = { test_source_fill, test_source_dup_name };

  return gh_table_source_new (&funcs, g_new0 (guint64, 1), g_free);
}

guint64
test_source_get_n_filled (GhTableSource *source)
{
  return *(guint64 *) gh_table_source_get_data (source);
}

GArray *
test_ids_new (guint   n,
              guint32 seed)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  g_autoptr(GRand) rand = seed != 0 ? g_rand_new_with_seed (seed) : NULL;

  for (gint64 id = 1; id <= n; id++)
    g_array_append_val (ids, id);
  for (guint i = n; rand != NULL && i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (int) i);
      gint64 *a = &g_array_index (ids, gint64, i - 1);
      gint64 *b = &g_array_index (ids, gint64, j);
      gint64 swapped = *a;

      *a = *b;
      *b = swapped;
    }

  return ids;
}

GArray *
test_ids_filter (GArray *ids,
                 guint   divisor)
{
  GArray *result = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) % divisor == 0)
      g_array_append_val (result, g_array_index (ids, gint64, i));

  return result;
}
