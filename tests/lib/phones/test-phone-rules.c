/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P1, R5: which phone comes of what is typed, and of what there was. */
#include "phones/gh-phone-rules.h"

typedef struct {
  GhPhoneTexts texts;
  GhRefusal    refusal;
  const char  *whole;    /* number extension/name/type/platform */
} Case;

#define PHONE "+4722855050"

/* Of a new phone, in Norway. */
static const Case new_phones[] = {
  { { .number = PHONE }, 0, PHONE " //unknown/unknown" },
  { { .number = "22 85 50 50 x417" }, 0, PHONE " 417//unknown/unknown" },
  { { .number = "22 85 50 50", .extension = " 4 17 " }, 0, PHONE " 417//unknown/unknown" },
  { { .number = "22 85 50 50 x417", .extension = "5" }, 0, PHONE " 5//unknown/unknown" },
  { { .number = "22 85 50 50 x417", .extension = "" }, 0, PHONE " //unknown/unknown" },
  { { .number = PHONE, .name = "Åsa’s 📱 <b>" }, 0, PHONE " /Åsa’s 📱 <b>/unknown/unknown" },
  { { .number = PHONE, .type = "Mobile" }, 0, PHONE " //mobile/unknown" },
  { { .number = PHONE, .type = "landline" }, 0, PHONE " //landline/unknown" },
  /* a platform's word means Mobile, but for what is said to be a tablet or has no number */
  { { .number = PHONE, .platform = "iPhone" }, 0, PHONE " //mobile/apple ios" },
  { { .number = PHONE, .type = "tablet", .platform = "android" }, 0, PHONE " //tablet/google android" },
  { { .platform = "android" }, 0, " //tablet/google android" },
  { { .type = "tablet" }, 0, " //tablet/unknown" },
  { { .number = "", .extension = "", .type = "tablet", .name = "Ward 3" }, 0, " /Ward 3/tablet/unknown" },
  /* R5 has words for types in the same column */
  { { .number = PHONE, .platform = "landline" }, 0, PHONE " //landline/unknown" },
  { { .number = PHONE, .platform = "mobile" }, 0, PHONE " //mobile/unknown" },
  { { .platform = "tablet" }, 0, " //tablet/unknown" },
  { { .number = PHONE, .platform = "unknown" }, 0, PHONE " //unknown/unknown" },
  { { .number = PHONE, .type = "tablet", .platform = "mobile" }, 0, PHONE " //tablet/unknown" },

  { { .name = "Ward 3" }, GH_REFUSAL_PHONE_NEEDS_NUMBER },
  { { .type = "mobile" }, GH_REFUSAL_PHONE_NEEDS_NUMBER },
  { { .type = "landline", .number = "" }, GH_REFUSAL_PHONE_NEEDS_NUMBER },
  { { .type = "tablet", .extension = "5" }, GH_REFUSAL_PHONE_EXTENSION },
  { { .number = PHONE, .extension = "12345678901" }, GH_REFUSAL_PHONE_EXTENSION },
  { { .number = PHONE, .extension = "x5" }, GH_REFUSAL_PHONE_EXTENSION },
  { { .number = PHONE, .extension = "\xff" }, GH_REFUSAL_NOT_UTF8 },
  { { .number = PHONE, .type = "phone" }, GH_REFUSAL_PHONE_TYPE },
  { { .number = PHONE, .type = "" }, GH_REFUSAL_PHONE_TYPE },
  { { .number = PHONE, .platform = "google android" }, GH_REFUSAL_PLATFORM },
  { { .number = PHONE, .platform = "" }, GH_REFUSAL_PLATFORM },
  { { .number = PHONE, .type = "landline", .platform = "iphone" }, GH_REFUSAL_PLATFORM_OF_TYPE },
  { { .number = PHONE, .type = "unknown", .platform = "iphone" }, GH_REFUSAL_PLATFORM_OF_TYPE },
  { { .number = PHONE, .name = "a\nb" }, GH_REFUSAL_NAME_CHARACTERS },
  { { .number = PHONE, .name = "a\x1b[2J" }, GH_REFUSAL_NAME_CHARACTERS },
  { { .number = PHONE, .name = "\xff" }, GH_REFUSAL_NOT_UTF8 },
  /* R10: as where they are imported */
  { { .number = "+47 (0)22 85 50 50" }, GH_REFUSAL_PHONE_TRUNK },
  { { .number = "911" }, GH_REFUSAL_PHONE_SHORT },
  { { .number = "O7911" }, GH_REFUSAL_PHONE_LETTERS },
  { { .number = "447911123456" }, GH_REFUSAL_PHONE_IMPOSSIBLE },
  { { .number = "   " }, GH_REFUSAL_PHONE_NUMBER },
};

/* Of one that is there. */
static const GhPhoneFacts desk = { .number = PHONE, .extension = "417", .name = "Desk", .type = "landline",
                                   .platform = "unknown" };
static const GhPhoneFacts pixel = { .number = "+4791234567", .extension = "", .name = "Pixel 8", .type = "mobile",
                                    .platform = "google android" };
static const GhPhoneFacts british = { .number = "+447911123456", .extension = "", .name = "", .type = "mobile",
                                      .platform = "unknown" };
static const GhPhoneFacts ward = { .number = "", .extension = "", .name = "Ward 3", .type = "tablet",
                                   .platform = "apple ios" };

static const struct {
  const GhPhoneFacts *phone;
  Case                edit;
} edits[] = {
  { &desk, { { .name = "Door" }, 0, PHONE " 417/Door/landline/unknown" } },
  { &desk, { { .name = "" }, 0, PHONE " 417//landline/unknown" } },
  /* a number keeps the extension, unless it comes with one */
  { &desk, { { .number = "22 85 50 51" }, 0, "+4722855051 417/Desk/landline/unknown" } },
  { &desk, { { .number = "22 85 50 51 x5" }, 0, "+4722855051 5/Desk/landline/unknown" } },
  { &desk, { { .extension = "" }, 0, PHONE " /Desk/landline/unknown" } },
  { &desk, { { .extension = "9" }, 0, PHONE " 9/Desk/landline/unknown" } },
  /* its own number, as a spreadsheet left it */
  { &british, { { .number = "447911123456" }, 0, "+447911123456 //mobile/unknown" } },
  { &british, { { .number = "447911123456 x5" }, 0, "+447911123456 5//mobile/unknown" } },
  { &british, { { .number = "447911123457" }, GH_REFUSAL_PHONE_IMPOSSIBLE } },
  { &desk, { { .number = "" }, GH_REFUSAL_PHONE_NEEDS_NUMBER } },
  { &desk, { { .number = "", .type = "tablet" }, 0, " /Desk/tablet/unknown" } },
  { &desk, { { .number = "", .extension = "7", .type = "tablet" }, GH_REFUSAL_PHONE_EXTENSION } },
  { &desk, { { .platform = "iphone" }, 0, PHONE " 417/Desk/mobile/apple ios" } },
  { &desk, { { .platform = "iphone", .type = "landline" }, GH_REFUSAL_PLATFORM_OF_TYPE } },
  { &pixel, { { .platform = "iphone" }, 0, "+4791234567 /Pixel 8/mobile/apple ios" } },
  { &pixel, { { .platform = "unknown" }, 0, "+4791234567 /Pixel 8/mobile/unknown" } },
  { &pixel, { { .type = "tablet" }, 0, "+4791234567 /Pixel 8/tablet/google android" } },
  { &pixel, { { .type = "landline" }, 0, "+4791234567 /Pixel 8/landline/unknown" } },
  { &pixel, { { .platform = "tablet" }, 0, "+4791234567 /Pixel 8/tablet/unknown" } },
  { &ward, { { .platform = "android" }, 0, " /Ward 3/tablet/google android" } },
  { &ward, { { .type = "mobile" }, GH_REFUSAL_PHONE_NEEDS_NUMBER } },
  { &ward, { { .type = "mobile", .number = PHONE }, 0, PHONE " /Ward 3/mobile/apple ios" } },
};

static void
check (const Case         *what,
       const GhPhoneFacts *phone)
{
  GhPhoneValues values;
  GhPhoneWish wish;
  GhRefusal refusal = gh_phone_read_wish (&what->texts, "NO", &wish);

  if (refusal == GH_REFUSAL_NONE)
    refusal = gh_phone_fulfil (&wish, phone, &values);
  g_assert_cmpstr (gh_refusal_get_code (refusal), ==, gh_refusal_get_code (what->refusal));

  if (refusal == GH_REFUSAL_NONE)
    {
      g_autofree char *whole = g_strdup_printf ("%s %s/%s/%s/%s", values.number, values.extension, values.name,
                                                values.type, values.platform);

      g_assert_cmpstr (whole, ==, what->whole);
    }
}

static void
test_new (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (new_phones); i++)
    {
      g_test_message ("new phone %zu", i);
      check (&new_phones[i], NULL);
    }
}

static void
test_edited (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_test_message ("edit %zu", i);
      check (&edits[i].edit, edits[i].phone);
    }
}

static void
test_name_length (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  GhPhoneTexts texts = { .number = PHONE };
  GhPhoneWish wish;

  for (guint i = 0; i < GH_PHONE_NAME_MAX; i++)
    g_string_append (name, "å");
  texts.name = name->str;
  g_assert_cmpint (gh_phone_read_wish (&texts, "NO", &wish), ==, GH_REFUSAL_NONE);

  g_string_append (name, "å");
  texts.name = name->str;
  g_assert_cmpint (gh_phone_read_wish (&texts, "NO", &wish), ==, GH_REFUSAL_TOO_LONG);
}

/* R10: an organisation whose zone has no country. */
static void
test_no_region (void)
{
  GhPhoneTexts texts = { .number = "22855050" };
  GhPhoneValues values;
  GhPhoneWish wish;

  g_assert_cmpint (gh_phone_read_wish (&texts, "", &wish), ==, GH_REFUSAL_NONE);
  g_assert_cmpint (gh_phone_fulfil (&wish, NULL, &values), ==, GH_REFUSAL_PHONE_NO_REGION);
}

static void
test_stored (void)
{
  static const struct {
    const char *field;
    const char *text;
    GhRefusal   refusal;
  } rows[] = {
    { "number", PHONE, 0 },         { "number", "", 0 },
    { "number", "22855050", GH_REFUSAL_PHONE_NUMBER },
    { "number", "+", GH_REFUSAL_PHONE_NUMBER },
    { "number", "+47 22855050", GH_REFUSAL_PHONE_NUMBER },
    { "number", "+1234567890123456", GH_REFUSAL_PHONE_NUMBER },
    { "extension", "0417", 0 },     { "extension", "", 0 },
    { "extension", "x417", GH_REFUSAL_PHONE_EXTENSION },
    { "extension", "12345678901", GH_REFUSAL_PHONE_EXTENSION },
    { "name", "Desk", 0 },          { "name", "a\nb", GH_REFUSAL_NAME_CHARACTERS },
    { "type", "tablet", 0 },        { "type", "Tablet", GH_REFUSAL_PHONE_TYPE },
    { "type", "", GH_REFUSAL_PHONE_TYPE },
    { "platform", "apple ios", 0 }, { "platform", "iphone", GH_REFUSAL_PLATFORM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s %s", rows[i].field, rows[i].text);
      g_assert_cmpint (gh_phone_check_stored (rows[i].field, rows[i].text), ==, rows[i].refusal);
    }
}

static void
test_owners (void)
{
  GhPhoneFacts facts = { .n_owners = GH_MAX_USERS_PER_PHONE - 1 };

  g_assert_cmpint (gh_phone_check_attaching (&facts, 0), ==, GH_REFUSAL_NONE);
  facts.n_owners++;
  g_assert_cmpint (gh_phone_check_attaching (&facts, 0), ==, GH_REFUSAL_TOO_MANY_PHONES);

  g_assert_cmpint (gh_phone_check_deleting (&facts, 0), ==, GH_REFUSAL_NONE);
  facts.n_owners_in_trash = 1;
  g_assert_cmpint (gh_phone_check_deleting (&facts, 0), ==, GH_REFUSAL_OWNER_IN_TRASH);

  g_assert_cmpint (gh_phone_check_joining (FALSE, GH_MAX_PHONES_PER_USER - 1), ==, GH_REFUSAL_NONE);
  g_assert_cmpint (gh_phone_check_joining (FALSE, GH_MAX_PHONES_PER_USER), ==, GH_REFUSAL_TOO_MANY_PHONES);
  g_assert_cmpint (gh_phone_check_joining (TRUE, 1), ==, GH_REFUSAL_ALREADY_OWNER);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/P1/phone-rules/new", test_new);
  g_test_add_func ("/P1/phone-rules/edited", test_edited);
  g_test_add_func ("/P1/phone-rules/name-length", test_name_length);
  g_test_add_func ("/R10/phone-rules/no-region", test_no_region);
  g_test_add_func ("/O5/phone-rules/stored", test_stored);
  g_test_add_func ("/P1/phone-rules/owners", test_owners);

  return g_test_run ();
}
