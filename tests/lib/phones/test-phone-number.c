/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R10: what people and their spreadsheets write as a phone number, and the result. */
#include "phones/gh-phone-number.h"
#include "phones/gh-phone-region.h"

#include <glib/gstdio.h>
#include <string.h>

#define NUMBERS_PER_LENGTH 40

typedef struct {
  const char *region;
  const char *text;
  const char *number;    /* NULL: refused */
  const char *extension;
  GhRefusal   refusal;
} Row;

#define TAKEN(region, text, number) { region, text, number, "", GH_REFUSAL_NONE }
#define WITH_EXTENSION(region, text, number, extension) { region, text, number, extension, GH_REFUSAL_NONE }
#define REFUSED(region, text, reason) { region, text, NULL, NULL, GH_REFUSAL_##reason }

static const Row rows[] = {
  /* as people write their own country's numbers */
  TAKEN ("GB", "07911123456", "+447911123456"),
  TAKEN ("GB", "07911 123456", "+447911123456"),
  TAKEN ("GB", "(020) 7946 0018", "+442079460018"),
  TAKEN ("GB", "7911123456", "+447911123456"),
  TAKEN ("NO", "22 85 50 50", "+4722855050"),
  TAKEN ("NO", "22855050", "+4722855050"),
  TAKEN ("DE", "030/123456", "+4930123456"),
  TAKEN ("DE", "0151 12345678", "+4915112345678"),
  TAKEN ("FR", "06 12 34 56 78", "+33612345678"),
  TAKEN ("FR", "06.12.34.56.78", "+33612345678"),
  TAKEN ("US", "(212) 555-0123", "+12125550123"),
  TAKEN ("US", "1 212 555 0123", "+12125550123"),
  TAKEN ("US", "212.555.0123", "+12125550123"),
  TAKEN ("IT", "06 698 1234", "+39066981234"),
  TAKEN ("IT", "347 123 4567", "+393471234567"),
  TAKEN ("CH", "044 668 18 00", "+41446681800"),
  TAKEN ("RU", "8 (912) 345-67-89", "+79123456789"),
  TAKEN ("JP", "03-1234-5678", "+81312345678"),

  /* with their country's code */
  TAKEN ("", "+4722855050", "+4722855050"),
  TAKEN ("US", "+4722855050", "+4722855050"),
  TAKEN ("", "+47 22 85 50 50", "+4722855050"),
  TAKEN ("", "(+47) 22 85 50 50", "+4722855050"),
  TAKEN ("", "+39 06 698 1234", "+39066981234"),
  TAKEN ("", "+39066981234", "+39066981234"),
  TAKEN ("", "+80012345678", "+80012345678"),
  TAKEN ("", "+870 773 111 632", "+870773111632"),
  TAKEN ("", "+52 1 55 1234 5678", "+525512345678"),
  TAKEN ("", "+5215512345678", "+525512345678"),
  TAKEN ("", "+54 11 15 2312 3456", "+5491123123456"),

  /* with the prefix for calls abroad, and with the trunk zero */
  TAKEN ("GB", "00447911123456", "+447911123456"),
  TAKEN ("GB", "00 47 22 85 50 50", "+4722855050"),
  TAKEN ("US", "011 44 7911 123456", "+447911123456"),
  TAKEN ("GB", "447911123456", "+447911123456"),
  TAKEN ("GB", "+44 (0)7911 123456", "+447911123456"),
  TAKEN ("", "+44 (0) 7911 123456", "+447911123456"),
  TAKEN ("", "+44( 0 )7911 123456", "+447911123456"),
  TAKEN ("", "+4407911123456", "+447911123456"),
  TAKEN ("", "+49 (0)151 12345678", "+4915112345678"),
  TAKEN ("", "+33 (0)6 12 34 56 78", "+33612345678"),
  TAKEN ("CH", "0041 (0)44 668 18 00", "+41446681800"),
  REFUSED ("", "+47 (0)22 85 50 50", PHONE_TRUNK),
  REFUSED ("", "+34 (0)912 345 678", PHONE_TRUNK),
  REFUSED ("", "+39 (0)347 123 4567", PHONE_TRUNK),
  REFUSED ("", "+39 (0)6 698 1234", PHONE_TRUNK),
  REFUSED ("", "+45 (0) 32 12 34 56", PHONE_TRUNK),

  /* extensions */
  WITH_EXTENSION ("", "+4722855050 x417", "+4722855050", "417"),
  WITH_EXTENSION ("", "+4722855050x417", "+4722855050", "417"),
  WITH_EXTENSION ("NO", "22 85 50 50 X 417", "+4722855050", "417"),
  WITH_EXTENSION ("", "+47 22 85 50 50 ext. 417", "+4722855050", "417"),
  WITH_EXTENSION ("", "+47 22 85 50 50 Ext 417", "+4722855050", "417"),
  WITH_EXTENSION ("", "+47 22 85 50 50;ext=417", "+4722855050", "417"),
  WITH_EXTENSION ("US", "212-555-0123 extension 0042", "+12125550123", "0042"),
  WITH_EXTENSION ("", "+4722855050 x\xd9\xa4\xd9\xa1\xd9\xa7", "+4722855050", "417"),
  WITH_EXTENSION ("", "+4722855050 x1234567890", "+4722855050", "1234567890"),
  REFUSED ("", "+4722855050 x", PHONE_LETTERS),
  REFUSED ("", "+4722855050 x12345678901", PHONE_LETTERS),
  REFUSED ("", "+4722855050x417x418", PHONE_LETTERS),
  REFUSED ("", "+4722855050 ext. four", PHONE_LETTERS),
  REFUSED ("", "x417", PHONE_LETTERS),

  /* other blanks, hyphens, digits and marks */
  TAKEN ("NO", "22\xc2\xa0" "85\xc2\xa0" "50\xc2\xa0" "50", "+4722855050"),
  TAKEN ("NO", "22\xe2\x80\xaf" "85 50 50", "+4722855050"),
  TAKEN ("NO", "22\xe2\x80\x91" "85\xe2\x80\x93" "50\xe2\x88\x92" "50", "+4722855050"),
  TAKEN ("", "＋４７ ２２ ８５ ５０ ５０", "+4722855050"),
  TAKEN ("NO", "٢٢٨٥٥٠٥٠", "+4722855050"),
  TAKEN ("", "+٤٧٢٢٨٥٥٠٥٠", "+4722855050"),
  TAKEN ("NO", "२२ ८५ ५० ५०", "+4722855050"),
  TAKEN ("", "\xe2\x80\xaa+4722855050\xe2\x80\xac", "+4722855050"),
  TAKEN ("", "\xe2\x80\x8b+47 22 85 50 50", "+4722855050"),
  TAKEN ("", "  +4722855050 ", "+4722855050"),
  TAKEN ("", "+49（０）151 12345678", "+4915112345678"),

  /* letters and non-numbers */
  REFUSED ("US", "1-800-FLOWERS", PHONE_LETTERS),
  REFUSED ("NO", "22855O5O", PHONE_LETTERS),
  REFUSED ("NO", "call 22 85 50 50", PHONE_LETTERS),
  REFUSED ("NO", "22 85 50 50 or 51", PHONE_LETTERS),
  REFUSED ("NO", "0815 hello", PHONE_LETTERS),
  REFUSED ("NO", "tel:+4722855050", PHONE_LETTERS),
  REFUSED ("NO", "none", PHONE_LETTERS),
  REFUSED ("NO", "", PHONE_NUMBER),
  REFUSED ("NO", "-", PHONE_NUMBER),
  REFUSED ("NO", "+", PHONE_NUMBER),
  REFUSED ("NO", "++4722855050", PHONE_NUMBER),
  REFUSED ("NO", "47+22855050", PHONE_NUMBER),
  REFUSED ("NO", "*31#22855050", PHONE_NUMBER),
  REFUSED ("NO", "22855050, 22855051", PHONE_NUMBER),
  REFUSED ("NO", "\"22855050\"", PHONE_NUMBER),
  REFUSED ("NO", "\xff" "22855050", NOT_UTF8),

  /* too few or too many digits */
  REFUSED ("", "+4479", PHONE_IMPOSSIBLE),
  REFUSED ("GB", "079111234567890", PHONE_IMPOSSIBLE),
  REFUSED ("NO", "2285505", PHONE_IMPOSSIBLE),
  REFUSED ("NO", "22 85 50 50 / 51", PHONE_IMPOSSIBLE),
  REFUSED ("NO", "22 85 50 50 / 22 85 50 51", PHONE_IMPOSSIBLE),
  REFUSED ("US", "555-0123", PHONE_IMPOSSIBLE),
  REFUSED ("", "+47228550501", PHONE_IMPOSSIBLE),
  REFUSED ("", "+472285505", PHONE_IMPOSSIBLE),
  REFUSED ("", "+12125550", PHONE_IMPOSSIBLE),
  REFUSED ("", "+4722855050472285505047228550504722855050", PHONE_IMPOSSIBLE),
  REFUSED ("", "+8111280790101123", PHONE_IMPOSSIBLE),
  REFUSED ("", "+81 112 807 901 011 231 235", PHONE_IMPOSSIBLE),
  REFUSED ("JP", "0077 712 345 678 901 23", PHONE_IMPOSSIBLE),
  REFUSED ("", "+999123456789", PHONE_COUNTRY),
  REFUSED ("", "+0722855050", PHONE_COUNTRY),

  /* emergency and short numbers */
  REFUSED ("GB", "999", PHONE_SHORT),
  REFUSED ("GB", "911", PHONE_SHORT),
  REFUSED ("US", "911", PHONE_SHORT),
  REFUSED ("NO", "113", PHONE_SHORT),
  REFUSED ("DE", "110", PHONE_SHORT),
  REFUSED ("NO", "１１２", PHONE_SHORT),
  REFUSED ("", "112", PHONE_SHORT),
  REFUSED ("", "12", PHONE_SHORT),
  REFUSED ("", "+44999", PHONE_SHORT),
  REFUSED ("NO", "116117", PHONE_SHORT),

  /* no + and no country */
  REFUSED ("", "22855050", PHONE_NO_REGION),
  REFUSED ("", "07911123456", PHONE_NO_REGION),
  REFUSED ("", "00447911123456", PHONE_NO_REGION),
  REFUSED ("AQ", "22855050", PHONE_NO_REGION),

  /* spreadsheet leftovers */
  REFUSED ("GB", "4.47911E+11", PHONE_SPREADSHEET),
  REFUSED ("DE", "4,47911E+11", PHONE_SPREADSHEET),
  REFUSED ("GB", "7.91112E+09", PHONE_SPREADSHEET),
  REFUSED ("NO", "5E+07", PHONE_SPREADSHEET),
  REFUSED ("DE", "15112345678.0", PHONE_SPREADSHEET),
  REFUSED ("GB", "447911123456.00", PHONE_SPREADSHEET),
  REFUSED ("NO", "447911123456", PHONE_IMPOSSIBLE),
  REFUSED ("US", "33612345678", PHONE_IMPOSSIBLE),
  REFUSED ("NO", "#####", PHONE_NUMBER),
  TAKEN ("NO", "4722855050", "+4722855050"),
  TAKEN ("FR", "33612345678", "+33612345678"),
  REFUSED ("DE", "4915112345678", PHONE_LOST_PLUS),
  REFUSED ("DE", "447911123456", PHONE_LOST_PLUS),
  REFUSED ("DE", "4722855050", PHONE_LOST_PLUS),
  REFUSED ("GB", "4722855050", PHONE_LOST_PLUS),
  TAKEN ("AT", "436641234567", "+436641234567"),
  TAKEN ("DE", "17612345678", "+4917612345678"),
  TAKEN ("FR", "612345678", "+33612345678"),
  TAKEN ("US", "6516345678", "+16516345678"),
  TAKEN ("US", "2125550123", "+12125550123"),
};

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhPhoneNumber number;
      GhRefusal refusal = gh_phone_number_read (rows[i].text, rows[i].region, &number);

      if (refusal != rows[i].refusal)
        g_error ("%s: “%s” is %s instead of %s", rows[i].region, rows[i].text, gh_refusal_get_code (refusal),
                 gh_refusal_get_code (rows[i].refusal));
      g_assert_cmpstr (number.number, ==, rows[i].number != NULL ? rows[i].number : "");
      if (rows[i].number != NULL)
        g_assert_cmpstr (number.extension, ==, rows[i].extension);
    }
}

/* What a spreadsheet left of +447911123456 may be somebody's phone; what people write themselves is not. */
static void
test_with_plus (void)
{
  static const char *const texts[][2] = {
    { "447911123456", "+447911123456" }, { "4722855050", "+4722855050" }, { "33 612 345 678", "+33612345678" },
    { "+4722855050", "" },               { "1234567890123456", "" },     { "4.47911E+11", "" },
    { "911", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GhPhoneNumber number;

      gh_phone_number_read (texts[i][0], "US", &number);
      g_assert_cmpstr (number.with_plus, ==, texts[i][1]);
    }
}

/* A full number whose length decides it is not passed to the library, which would say the same. */
static void
test_as_the_library (void)
{
  guint32 lengths[GH_PHONE_COUNTRY_CODES] = { 0 };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n_countries = 0;

  gh_phone_library_get_lengths (lengths);
  for (guint country = 1; country < GH_PHONE_COUNTRY_CODES; country++)
    {
      n_countries += lengths[country] != 0;
      for (guint length = 1; length < 18; length++)
        for (guint i = 0; (lengths[country] & (1u << length)) != 0 && i < NUMBERS_PER_LENGTH; i++)
          {
            g_autoptr (GString) text = g_string_new ("+");
            char wanted[GH_PHONE_NUMBER_BYTES];
            GhPhoneNumber number;
            gboolean keeps_zero;
            GhPhoneAnswer answer;

            g_string_append_printf (text, "%u", country);
            for (guint j = 0; j < length; j++)
              g_string_append_c (text, (char) ('0' + g_rand_int_range (random, 0, 10)));
            answer = gh_phone_library_read (text->str, "", wanted, &keeps_zero);
            if (answer != GH_PHONE_ANSWER_POSSIBLE || strlen (wanted) > 1 + GH_PHONE_MAX_DIGITS)
              *wanted = '\0';
            gh_phone_number_read (text->str, "", &number);
            g_assert_cmpstr (number.number, ==, wanted);
          }
    }
  g_assert_cmpuint (n_countries, >, 200);
}

static void
test_likely (void)
{
  g_assert_cmpint (gh_phone_number_check_likely ("+4722855050"), ==, GH_REFUSAL_NONE);
  g_assert_cmpint (gh_phone_number_check_likely ("+447911123456"), ==, GH_REFUSAL_NONE);
  g_assert_cmpint (gh_phone_number_check_likely ("+4711111111"), ==, GH_REFUSAL_PHONE_UNLIKELY);
  g_assert_cmpint (gh_phone_number_check_likely ("+11111111111"), ==, GH_REFUSAL_PHONE_UNLIKELY);
}

static void
test_groups (void)
{
  static const char *const numbers[][2] = {
    { "+4722855050", "+47 22 85 50 50" },   { "+447911123456", "+44 7911 123456" },
    { "+33612345678", "+33 6 12 34 56 78" }, { "+12125550123", "+1 212-555-0123" },
    { "+39066981234", "+39 06 698 1234" },   { "+41446681800", "+41 44 668 18 00" },
    { "", "" },                              { "+999123", "+999123" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *grouped = gh_phone_number_format (numbers[i][0]);

      g_assert_cmpstr (grouped, ==, numbers[i][1]);
    }
}

static gpointer
read_cb (gpointer data)
{
  for (guint i = 0; i < 200; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (rows); j += 5)
      {
        GhPhoneNumber number;
        g_autofree char *grouped = gh_phone_number_format (rows[j].number != NULL ? rows[j].number : "+47 1");

        g_assert_cmpint (gh_phone_number_read (rows[j].text, rows[j].region, &number), ==, rows[j].refusal);
        g_assert_cmpuint (strlen (grouped), >, 0);
      }

  return NULL;
}

/* First called by four threads, by the order of the tests. */
static void
test_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reading", read_cb, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* --- the organisation's country --- */

static void
assert_region (const char *zone,
               const char *wanted)
{
  g_autofree char *region = gh_phone_region_for_zone (zone);

  g_assert_cmpstr (region, ==, wanted);
}

static void
test_regions (void)
{
  static const char *const zones[][2] = {
    { "Europe/Oslo", "NO" },     { "Europe/Berlin", "DE" }, { "Europe/London", "GB" }, { "America/New_York", "US" },
    { "Europe/Stockholm", "SE" }, { "Europe/Zurich", "CH" }, { "Europe/Vaduz", "LI" },  { "Asia/Kolkata", "IN" },
    { "Asia/Calcutta", "IN" },   { "Europe/Kiev", "UA" },   { "GB", "GB" },            { "Asia/Tokyo", "JP" },
    { "UTC", "" },               { "Etc/UTC", "" },         { "Etc/GMT+5", "" },       { "Nowhere/City", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    assert_region (zones[i][0], zones[i][1]);
}

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
remove_file (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* Missing, truncated or odd tables give no country, or the right one. */
static void
test_odd_tables (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gatehouse-zones-XXXXXX", NULL);

  g_setenv ("TZDIR", folder, TRUE);
  assert_region ("Europe/Oslo", "");

  write_file (folder, "zone1970.tab", "# codes\tplace\tTZ\r\nDE,NO,SE\t+5230+01322\tEurope/Berlin\tmost of it\r\n");
  assert_region ("Europe/Berlin", "DE");
  assert_region ("Europe/Oslo", "");

  write_file (folder, "zone.tab", "no\t+1\tEurope/Oslo\nNOR\t+1\tEurope/Oslo\n\t\tEurope/Oslo\nX\t\xff\tEurope/Oslo\n"
                                  "\n#SE\t+1\tEurope/Oslo\nNO\t+5955+01045\tEurope/Oslo");
  assert_region ("Europe/Oslo", "NO");

  write_file (folder, "tzdata.zi", "# version\nL Europe/Oslo Norway\nL Norway\nL Atlantis Sunken\nL Loop Loop\n");
  assert_region ("Norway", "NO");
  assert_region ("Sunken", "");
  assert_region ("Loop", "");

  g_unsetenv ("TZDIR");
  remove_file (folder, "zone.tab");
  remove_file (folder, "zone1970.tab");
  remove_file (folder, "tzdata.zi");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/R10/phone/threads", test_threads);
  g_test_add_func ("/R10/phone/table", test_table);
  g_test_add_func ("/R10/phone/with-plus", test_with_plus);
  g_test_add_func ("/R10/phone/as-the-library", test_as_the_library);
  g_test_add_func ("/R10/phone/likely", test_likely);
  g_test_add_func ("/P1/phone/national-groups", test_groups);
  g_test_add_func ("/R10/region/of-zone", test_regions);
  g_test_add_func ("/R10/region/odd-tables", test_odd_tables);

  return g_test_run ();
}
