/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P3: which phones get SMS passcodes, and how often. */
#include "phones/gh-phone-facts.h"
#include "phones/gh-sms-batch-rules.h"

#define NOW G_GINT64_CONSTANT (1795510800)

static void
test_phones (void)
{
  static const struct {
    const char *type;
    const char *number;
    gint64      n_owners;
    gint64      n_in_trash;
    GhRefusal   refusal;
  } rows[] = {
    { "mobile", "+4791234567", 1, 0, GH_REFUSAL_NONE },
    { "mobile", "+4791234567", 0, 0, GH_REFUSAL_NONE },
    { "mobile", "+4791234567", 2, 1, GH_REFUSAL_OWNER_IN_TRASH },
    { "mobile", "", 1, 0, GH_REFUSAL_SMS_PHONE },
    { "tablet", "", 1, 0, GH_REFUSAL_SMS_PHONE },
    { "tablet", "+4791234567", 1, 0, GH_REFUSAL_SMS_PHONE },
    { "landline", "+4722855050", 1, 0, GH_REFUSAL_SMS_PHONE },
    { "unknown", "+4791234567", 1, 0, GH_REFUSAL_SMS_PHONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const GhPhoneFacts phone = {
        .key = "DP", .number = rows[i].number, .extension = "", .name = "", .type = rows[i].type,
        .platform = "google android", .n_owners = rows[i].n_owners, .n_owners_in_trash = rows[i].n_in_trash,
      };

      g_test_message ("%s “%s”", rows[i].type, rows[i].number);
      g_assert_cmpint (gh_sms_batch_check_phone (&phone, NOW), ==, rows[i].refusal);
    }
}

/* The first reason is the one that ends soonest. */
static void
test_limits (void)
{
  static const struct {
    GhSmsBatchCount count;
    gint64          wait;
    GhRefusal       refusal;
  } rows[] = {
    { { 0, 0, 0, 500 }, 0, GH_REFUSAL_NONE },
    { { NOW, 1, 1, 500 }, 60, GH_REFUSAL_SMS_TOO_SOON },
    { { NOW - 1, 1, 1, 500 }, 59, GH_REFUSAL_SMS_TOO_SOON },
    { { NOW - 59, 1, 1, 500 }, 1, GH_REFUSAL_SMS_TOO_SOON },
    { { NOW - 60, 1, 1, 500 }, 0, GH_REFUSAL_NONE },
    { { NOW - 60, 9, 9, 500 }, 0, GH_REFUSAL_NONE },
    { { NOW - 60, 10, 10, 500 }, 0, GH_REFUSAL_SMS_DAY },
    { { NOW - 59, 10, 500, 500 }, 1, GH_REFUSAL_SMS_TOO_SOON },
    { { NOW - 60, 10, 500, 500 }, 0, GH_REFUSAL_SMS_DAY },
    { { NOW - 60, 0, 499, 500 }, 0, GH_REFUSAL_NONE },
    { { NOW - 60, 0, 500, 500 }, 0, GH_REFUSAL_SMS_SUM },
    { { 0, 0, 1, 1 }, 0, GH_REFUSAL_SMS_SUM },
    /* The clock was set back. */
    { { NOW + 3600, 1, 1, 500 }, 3660, GH_REFUSAL_SMS_TOO_SOON },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%u", (guint) i);
      g_assert_cmpint (gh_sms_batch_get_wait (&rows[i].count, NOW), ==, rows[i].wait);
      g_assert_cmpint (gh_sms_batch_check_count (&rows[i].count, NOW), ==, rows[i].refusal);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/P3/sms-batch/phones", test_phones);
  g_test_add_func ("/P3/sms-batch/limits", test_limits);

  return g_test_run ();
}
