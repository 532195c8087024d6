/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R10, U11: phone numbers and e-mail addresses on their way in, in an organisation of Oslo. */
#include "gh-test-organisation.h"

static char *
write_csv (GhTestOrganisation *org,
           const char         *csv)
{
  g_autofree char *path = g_build_filename (org->folder, "users.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, csv, -1, &error);
  g_assert_no_error (error);

  return g_strdup_printf ("{ \"file\": \"%s\" }", path);
}

static void
import (GhTestOrganisation *org,
        const char         *csv,
        gint64              changed)
{
  g_autofree char *parameters = write_csv (org, csv);

  gh_test_do (org, "user.import", NULL, parameters, changed);
}

/* The file has nothing new. */
static void
import_nothing (GhTestOrganisation *org,
                const char         *csv)
{
  g_autofree char *parameters = write_csv (org, csv);
  g_autoptr (GhResult) result = gh_test_run (org, "user.import", NULL, parameters);

  g_assert_false (result->is_refused);
  g_assert_cmpint (result->selected, >, 0);
  g_assert_cmpint (result->changed, ==, 0);
}

static void
import_refused (GhTestOrganisation *org,
                const char         *csv,
                GhRefusal           refusal)
{
  g_autofree char *parameters = write_csv (org, csv);

  gh_test_refused (org, "user.import", NULL, parameters, refusal);
}

#define PHONES "SELECT group_concat (username || ' ' || number || extension) FROM (SELECT * FROM users AS u" \
               " JOIN phone_owners ON user_id = u.id JOIN phones AS p ON p.id = phone_id ORDER BY username, number)"

static void
test_stored_in_e164 (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  import (org, "username,phone1\na,22 85 50 50\nb,0047 22 85 50 51\nc,+44 (0)7911 123456\nd,+47 22855052 ext. 417\n"
               "e,2285 5050\nf,+4722855050\n", 6);
  gh_test_assert_query (org, PHONES, "a +4722855050,b +4722855051,c +447911123456,d +4722855052417,e +4722855050,"
                                     "f +4722855050");
  gh_test_assert_query (org, "SELECT count (*) FROM phones", "4");
}

static void
test_refused (void)
{
  static const struct {
    const char *number;
    GhRefusal   refusal;
  } numbers[] = {
    { "07911123456", GH_REFUSAL_PHONE_IMPOSSIBLE },  { "00447911", GH_REFUSAL_PHONE_IMPOSSIBLE },
    { "447911123456", GH_REFUSAL_PHONE_IMPOSSIBLE }, { "911", GH_REFUSAL_PHONE_SHORT },
    { "+4479", GH_REFUSAL_PHONE_IMPOSSIBLE },        { "+47 (0)22 85 50 50", GH_REFUSAL_PHONE_TRUNK },
    { "22 85 50 O5", GH_REFUSAL_PHONE_LETTERS },     { "4.47911E+11", GH_REFUSAL_PHONE_SPREADSHEET },
    { "+999123456", GH_REFUSAL_PHONE_COUNTRY },      { "22855050 / 22855051", GH_REFUSAL_PHONE_IMPOSSIBLE },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *csv = g_strdup_printf ("username,phone1\na,%s\n", numbers[i].number);

      import_refused (org, csv, numbers[i].refusal);
    }
  gh_test_assert_query (org, "SELECT count (*) FROM users", "0");
}

/* An organisation whose zone has no country. */
static void
test_without_region (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_write_directory (org, "UPDATE settings SET value = 'UTC' WHERE key = 'timezone'");
  import_refused (org, "username,phone1\na,22855050\n", GH_REFUSAL_PHONE_NO_REGION);
  import (org, "username,phone1\na,+4722855050\n", 1);
  import_nothing (org, "username,phone1\na,4722855050\n");
  gh_test_assert_query (org, PHONES, "a +4722855050");
}

/* The setting comes before the zone, and makes up for one without a country. */
static void
test_region_is_set (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  import_refused (org, "username,phone1\na,07911 123456\n", GH_REFUSAL_PHONE_IMPOSSIBLE);
  gh_test_write_directory (org, "UPDATE settings SET value = 'GB' WHERE key = 'region'");
  import (org, "username,phone1\na,07911 123456\n", 1);
  import_refused (org, "username,phone1\nb,22 85 50 50\n", GH_REFUSAL_PHONE_IMPOSSIBLE);

  gh_test_write_directory (org, "UPDATE settings SET value = 'UTC' WHERE key = 'timezone'");
  import (org, "username,phone1\nb,07911 123457\n", 1);

  gh_test_write_directory (org, "UPDATE settings SET value = 'Europe/Oslo' WHERE key = 'timezone';"
                                "UPDATE settings SET value = NULL WHERE key = 'region'");
  import (org, "username,phone1\nc,22 85 50 50\n", 1);
  gh_test_assert_query (org, PHONES, "a +447911123456,b +447911123457,c +4722855050");
}

/* A number that lost its + to a spreadsheet means the user's own phone, not somebody else's. */
static void
test_lost_plus (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  import (org, "username,phone1,phone2\na,+447911123456,+12125550123 x7\nb,+33612345678,\nc,,\n", 3);
  import_nothing (org, "username,phone1,phone2\na,447911123456,12125550123 x7\nb,33612345678,\n");
  import_refused (org, "username,phone1\nc,447911123456\n", GH_REFUSAL_PHONE_IMPOSSIBLE);
  import_refused (org, "username,phone1\nb,447911123456\n", GH_REFUSAL_PHONE_IMPOSSIBLE);
  import_refused (org, "username,phone1\nnew,447911123456\n", GH_REFUSAL_PHONE_IMPOSSIBLE);
  import_refused (org, "username,phone1\na,12125550123\n", GH_REFUSAL_PHONE_IMPOSSIBLE);

  /* The row's other change is made, without a second phone. */
  import (org, "username,realname,phone1\na,Anna,447911123456\n", 1);
  gh_test_assert_query (org, PHONES, "a +121255501237,a +447911123456,b +33612345678");
  gh_test_assert_query (org, "SELECT count (*) FROM phones", "3");
}

/* Even if possible in the organisation's own country: the user's own phone comes first. */
static void
test_lost_plus_of_own_country (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_write_directory (org, "UPDATE settings SET value = 'Europe/Berlin' WHERE key = 'timezone'");
  import (org, "username,phone1\na,+447911123456\nb,\n", 2);
  import_nothing (org, "username,phone1\na,447911123456\n");
  import_refused (org, "username,phone1\nb,447911123456\n", GH_REFUSAL_PHONE_LOST_PLUS);
  import_refused (org, "username,phone1\nb,4915112345678\n", GH_REFUSAL_PHONE_LOST_PLUS);
  import (org, "username,phone1\nb,015112345678\n", 1);
  import_nothing (org, "username,phone1\nb,4915112345678\n");
  gh_test_assert_query (org, PHONES, "a +447911123456,b +4915112345678");

  gh_test_write_directory (org, "UPDATE settings SET value = 'America/New_York' WHERE key = 'timezone'");
  import (org, "username,phone1\nc,+4722855050\n", 1);
  import_nothing (org, "username,phone1\nc,4722855050\n");
}

static void
test_remarks (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  const char *csv = "username,phone1,phone2\na,+4711111111,22855050\nb,+4722855051,x\nc,11111111,\n";
  g_autofree char *parameters = write_csv (org, csv);
  g_autoptr (GhResult) rehearsal = gh_test_rehearse (org, "user.import", NULL, parameters);
  g_autoptr (JsonNode) json = gh_result_to_json (rehearsal);
  JsonArray *remarks = json_object_get_array_member (json_node_get_object (json), "remarks");
  g_autofree char *text = gh_result_to_text (rehearsal);
  JsonObject *remark;

  g_assert_cmpuint (json_array_get_length (remarks), ==, 2);
  remark = json_array_get_object_element (remarks, 0);
  g_assert_cmpint (json_object_get_int_member (remark, "line"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (remark, "column"), ==, "phone1");
  g_assert_cmpstr (json_object_get_string_member (remark, "value"), ==, "+4711111111");
  g_assert_cmpstr (json_object_get_string_member (remark, "reason"), ==, "phone-unlikely");
  g_assert_nonnull (strstr (text, "2 phone numbers to check"));
  g_assert_nonnull (strstr (text, "Line 4, column phone1, “+4711111111”: "));

  /* They are imported, and not remarked upon again once the user has them. */
  import (org, "username,phone1\na,+4711111111\n", 1);
  g_free (write_csv (org, csv));
  g_clear_pointer (&rehearsal, gh_result_free);
  rehearsal = gh_test_rehearse (org, "user.import", NULL, parameters);
  g_assert_cmpuint (gh_result_lines_count (rehearsal->lines, GH_LINE_REMARK), ==, 1);
}

static void
test_emails (void)
{
  static const struct {
    const char *email;
    GhRefusal   refusal;
  } emails[] = {
    { "a@ex..test", GH_REFUSAL_EMAIL_DOTS },       { ".a@ex.test", GH_REFUSAL_EMAIL_DOTS },
    { "mailto:a@ex.test", GH_REFUSAL_EMAIL_MORE }, { "\xe2\x80\x8b" "a@ex.test", GH_REFUSAL_EMAIL_INVISIBLE },
    { "“a@ex.test”", GH_REFUSAL_EMAIL_CHARACTERS }, { "a@ex", GH_REFUSAL_EMAIL_NO_DOT },
    { "anna", GH_REFUSAL_EMAIL },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  for (gsize i = 0; i < G_N_ELEMENTS (emails); i++)
    {
      g_autofree char *csv = g_strdup_printf ("username,email\nb,%s\n", emails[i].email);
      g_autofree char *edit = g_strdup_printf ("{\"email\":\"%s\"}", emails[i].email);

      import_refused (org, csv, emails[i].refusal);
      gh_test_refused (org, "user.edit", gh_target_new_for_name ("anna"), edit, emails[i].refusal);
    }
  gh_test_assert_query (org, "SELECT group_concat (username || email) FROM users", "anna");
}

static void
test_email_without_dot (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  const char *edit = "{\"email\":\"anna@mailhost\"}";

  gh_test_add_users (org, "anna");
  gh_test_write_directory (org, "UPDATE settings SET value = 0 WHERE key = 'email_needs_dot'");
  gh_test_do (org, "user.edit", gh_target_new_for_name ("anna"), edit, 1);
  import (org, "username,email\nb,b@mailhost\n", 1);
  gh_test_assert_query (org, "SELECT group_concat (email) FROM users", "anna@mailhost,b@mailhost");

  /* What is stored stays when the setting comes back. */
  gh_test_write_directory (org, "UPDATE settings SET value = 1 WHERE key = 'email_needs_dot'");
  import_refused (org, "username,email\nb,c@mailhost\n", GH_REFUSAL_EMAIL_NO_DOT);
  gh_test_do (org, "user.edit", gh_target_new_for_name ("anna"), "{\"notes\":\"x\"}", 1);
  gh_test_assert_query (org, "SELECT group_concat (email) FROM users", "anna@mailhost,b@mailhost");
}

static void
test_look_alikes (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_refused (org, "user.add", NULL, "{\"username\":\"anna\xe2\x80\x8e\"}", GH_REFUSAL_NAME_CHARACTERS);
  gh_test_refused (org, "user.edit", gh_target_new_for_name ("anna"), "{\"new-username\":\"an\xc2\xadna\"}",
                   GH_REFUSAL_NAME_CHARACTERS);
  gh_test_refused (org, "group.add", NULL, "{\"name\":\"VPN\xef\xb8\x8f\"}", GH_REFUSAL_NAME_CHARACTERS);
  import_refused (org, "username,alias1\nb,an\xe2\x80\x8dna\n", GH_REFUSAL_NAME_CHARACTERS);
  import_refused (org, "username,group1\nb,VP\xe2\x81\xa0N\n", GH_REFUSAL_NAME_CHARACTERS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/R10/import/stored-in-e164", test_stored_in_e164);
  g_test_add_func ("/R10/import/refused", test_refused);
  g_test_add_func ("/R10/import/without-region", test_without_region);
  g_test_add_func ("/R10/import/region-is-set", test_region_is_set);
  g_test_add_func ("/R10/import/lost-plus", test_lost_plus);
  g_test_add_func ("/R10/import/lost-plus-of-own-country", test_lost_plus_of_own_country);
  g_test_add_func ("/R10/import/remarks", test_remarks);
  g_test_add_func ("/U11/email/typed-and-imported", test_emails);
  g_test_add_func ("/R12/email/without-dot-typed-and-imported", test_email_without_dot);
  g_test_add_func ("/R9/look-alikes/operations", test_look_alikes);

  return g_test_run ();
}
