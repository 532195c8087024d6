/* SPDX-License-Identifier: GPL-3.0-or-later */
/* I1, A6, O8: settings as records with an operation. */
#include "gh-test-organisation.h"

#include "settings/gh-setting.h"

#include <string.h>

static char *
make (const char *name,
      const char *value)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "value", value);
  json_node_set_object (node, object);

  return json_to_string (node, FALSE);
}

static gint64
set (GhTestOrganisation *org,
     const char         *name,
     const char         *value)
{
  g_autofree char *parameters = make (name, value);

  return gh_test_do (org, "settings.set", NULL, parameters, 1);
}

static void
refused (GhTestOrganisation *org,
         const char         *name,
         const char         *value,
         GhRefusal           refusal)
{
  g_autofree char *parameters = make (name, value);

  g_test_message ("%s “%s”", name, value);
  gh_test_refused (org, "settings.set", NULL, parameters, refusal);
}

static void
undo (GhTestOrganisation *org,
      gint64              entry)
{
  g_autofree char *parameters = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", entry);

  gh_test_do (org, "log.undo", NULL, parameters, 1);
}

static void
undo_refused (GhTestOrganisation *org,
              gint64              entry,
              GhRefusal           refusal)
{
  g_autofree char *parameters = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", entry);

  gh_test_refused (org, "log.undo", NULL, parameters, refusal);
}

#define VALUE(name) "SELECT value FROM settings WHERE key = '" name "'"

/* --- the table --- */

/* Whoever adds a setting gives it all that the page, the commands and the log ask for. */
static void
test_table (void)
{
  gsize n;
  const GhSetting *all = gh_setting_get_all (&n);

  g_assert_cmpuint (n, >=, 11);
  for (gsize i = 0; i < n; i++)
    {
      const GhSetting *setting = &all[i];
      GhSettingValue normal = { .number = setting->normal, .is_off = setting->may_be_off && setting->normal == 0 };
      g_autofree char *range = gh_setting_dup_range (setting);

      g_test_message ("%s", setting->key);
      g_assert_true (gh_setting_find (setting->key) == setting);
      g_assert_nonnull (setting->label);
      g_assert_nonnull (setting->caption);
      g_assert_nonnull (setting->said[0]);
      g_assert_cmpstr (range, !=, "");
      if (i > 0)
        g_assert_cmpint (setting->section, >=, all[i - 1].section);

      switch (setting->kind)
        {
        case GH_SETTING_NUMBER:
          g_assert_cmpint (setting->least, <, setting->most);
          g_assert_cmpint (setting->most, <, G_MAXINT);
          g_assert_nonnull (gh_setting_get_unit (setting));
          g_assert_true (gh_setting_is_in_range (setting, &normal));
          g_assert_nonnull (strstr (setting->said[0], "%s"));
          g_assert_nonnull (strstr (setting->said[1], "%s"));
          g_assert_true ((setting->said_off != NULL) == setting->may_be_off);
          g_assert_true ((setting->number_label != NULL) == setting->may_be_off);
          if (setting->may_be_off)
            {
              g_assert_cmpint (setting->least, >, 0); /* 0 is off */
              g_assert_cmpint (setting->start, >=, setting->least);
              g_assert_cmpint (setting->start, <=, setting->most);
            }
          break;

        case GH_SETTING_FLAG:
          g_assert_cmpint (setting->most, ==, 1);
          g_assert_nonnull (setting->said_off);
          break;

        default:
          g_assert_nonnull (setting->check);
          g_assert_nonnull (strstr (setting->said[0], "%s"));
        }
    }
}

/* What is written is read as the same. */
static void
test_words (void)
{
  gsize n;
  const GhSetting *all = gh_setting_get_all (&n);

  for (gsize i = 0; i < n; i++)
    if (all[i].kind != GH_SETTING_TEXT)
      {
        const GhSettingValue values[] = { { .number = all[i].least }, { .number = all[i].most }, { .is_off = TRUE } };

        for (gsize j = 0; j < (all[i].may_be_off ? 3 : 2); j++)
          {
            g_autofree char *text = gh_setting_write (&all[i], &values[j]);
            g_autofree char *sentence = gh_setting_dup_sentence (&all[i], &values[j]);
            GhSettingValue read;

            g_assert_cmpint (gh_setting_read (&all[i], text, &read), ==, GH_REFUSAL_NONE);
            g_assert_true (gh_setting_value_equal (&read, &values[j]));
            g_assert_cmpstr (sentence, !=, "");
          }
      }
}

/* --- the operation --- */

static void
test_set (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  gint64 entry;

  entry = set (org, "purge_limit", "50");
  gh_test_assert_query (org, VALUE ("purge_limit"), "50");
  gh_test_assert_query (org, "SELECT typeof (value) FROM settings WHERE key = 'purge_limit'", "integer");
  gh_test_assert_query (org, "SELECT last_op - (SELECT max (seq) FROM log) FROM settings WHERE key = 'purge_limit'", "0");
  gh_test_assert_query (org, "SELECT before || after FROM journal WHERE op = 2", "{\"value\":100}{\"value\":50}");
  gh_test_assert_query (org, "SELECT operation || ' ' || object_kind || ' ' || object_id FROM log WHERE seq = 2",
                        "settings.set settings purge_limit");

  /* J3: undone, and done again. */
  undo (org, entry);
  gh_test_assert_query (org, VALUE ("purge_limit"), "100");
  undo (org, entry + 1);
  gh_test_assert_query (org, VALUE ("purge_limit"), "50");

  set (org, "inactive_user_expiration", "30");
  gh_test_assert_query (org, VALUE ("inactive_user_expiration"), "30");
  entry = set (org, "inactive_user_expiration", "never");
  gh_test_assert_query (org, "SELECT typeof (value) FROM settings WHERE key = 'inactive_user_expiration'", "null");
  undo (org, entry);
  gh_test_assert_query (org, VALUE ("inactive_user_expiration"), "30");

  set (org, "syslog_checkpoints", "true");
  gh_test_assert_query (org, VALUE ("syslog_checkpoints"), "1");
  entry = set (org, "name", "Universität «Süd»");
  gh_test_assert_query (org, VALUE ("name"), "Universität «Süd»");
  undo (org, entry);
  set (org, "region", "NO");
  gh_test_assert_query (org, VALUE ("region"), "NO");
  set (org, "region", "");
  gh_test_assert_query (org, "SELECT typeof (value) FROM settings WHERE key = 'region'", "null");
}

/* J3: what somebody else has set since stays. */
static void
test_undo_of_older (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  gint64 first = set (org, "purge_limit", "50");

  set (org, "purge_limit", "60");
  undo_refused (org, first, GH_REFUSAL_EDITED_SINCE);
  gh_test_assert_query (org, VALUE ("purge_limit"), "60");
}

/* An edited journal must not bring back what nobody may set. */
static void
test_undo_hostile (void)
{
  static const char *const texts[] = { "{\"value\":0}", "{\"value\":1001}", "{\"value\":null}", "{\"value\":\"50\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
      gint64 entry = set (org, "purge_limit", "50");
      g_autofree char *sql = g_strdup_printf ("UPDATE journal SET before = '%s' WHERE op = %" G_GINT64_FORMAT,
                                              texts[i], entry);
      g_autofree char *parameters = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", entry);
      g_autoptr (GhResult) result = NULL;

      gh_test_write_directory (org, sql);
      result = gh_test_run (org, "log.undo", NULL, parameters);
      g_assert_true (result->is_refused);
      gh_test_assert_query (org, VALUE ("purge_limit"), "50");
    }
}

static void
test_refused (void)
{
  static const struct {
    const char *name;
    const char *value;
    GhRefusal   refusal;
  } bad[] = {
    { "purge_limit", "0", GH_REFUSAL_SETTING_RANGE },
    { "purge_limit", "1001", GH_REFUSAL_SETTING_RANGE },
    { "purge_limit", "-5", GH_REFUSAL_SETTING_RANGE },
    { "purge_limit", "99999999999999999999", GH_REFUSAL_SETTING_RANGE },
    { "purge_limit", "4294967346", GH_REFUSAL_SETTING_RANGE },
    { "purge_limit", "50 users", GH_REFUSAL_SETTING_RANGE },
    { "purge_limit", " 50", GH_REFUSAL_SETTING_RANGE },
    { "purge_limit", "5e1", GH_REFUSAL_SETTING_RANGE },
    { "purge_limit", "", GH_REFUSAL_SETTING_RANGE },
    { "purge_limit", "never", GH_REFUSAL_SETTING_RANGE },
    { "pending_deletion_days", "31", GH_REFUSAL_SETTING_RANGE },
    { "inactive_user_expiration", "29", GH_REFUSAL_SETTING_RANGE },
    { "inactive_user_expiration", "0", GH_REFUSAL_SETTING_RANGE },
    { "inactive_user_expiration", "366", GH_REFUSAL_SETTING_RANGE },
    { "log_retention_days", "29", GH_REFUSAL_SETTING_RANGE },
    { "log_retention_days", "3651", GH_REFUSAL_SETTING_RANGE },
    { "email_needs_dot", "yes", GH_REFUSAL_SETTING_RANGE },
    { "email_needs_dot", "2", GH_REFUSAL_SETTING_RANGE },
    { "email_needs_dot", "", GH_REFUSAL_SETTING_RANGE },
    { "name", "", GH_REFUSAL_NAME_EMPTY },
    { "name", " Halden", GH_REFUSAL_NAME_BLANKS },
    { "name", "Hal\xe2\x80\xae" "den", GH_REFUSAL_NAME_CHARACTERS },
    { "name", "a\nb", GH_REFUSAL_NAME_CHARACTERS },
    { "timezone", "", GH_REFUSAL_TIME_ZONE },
    { "timezone", "Europe/Atlantis", GH_REFUSAL_TIME_ZONE },
    { "timezone", "/etc/localtime", GH_REFUSAL_TIME_ZONE },
    { "timezone", "../../etc/passwd", GH_REFUSAL_TIME_ZONE },
    { "region", "no", GH_REFUSAL_REGION },
    { "region", "NOR", GH_REFUSAL_REGION },
    { "region", "XQ", GH_REFUSAL_REGION },
    { "region", "N", GH_REFUSAL_REGION },
    { "colour", "red", GH_REFUSAL_UNKNOWN_SETTING },
    { "", "", GH_REFUSAL_UNKNOWN_SETTING },
    /* unchanged */
    { "purge_limit", "100", GH_REFUSAL_ALREADY_SO },
    { "inactive_user_expiration", "never", GH_REFUSAL_ALREADY_SO },
    { "region", "", GH_REFUSAL_ALREADY_SO },
    { "email_needs_dot", "1", GH_REFUSAL_ALREADY_SO },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *before = gh_test_query (org, "SELECT group_concat (key || coalesce (value, '')) FROM settings");
  g_autofree char *long_name = g_strnfill (257, 'n');

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    refused (org, bad[i].name, bad[i].value, bad[i].refusal);
  refused (org, "name", long_name, GH_REFUSAL_TOO_LONG);

  gh_test_assert_query (org, "SELECT group_concat (key || coalesce (value, '')) FROM settings", before);
  gh_test_assert_query (org, "SELECT count (*) FROM log", "1");
}

/* The refusal says what may be set, and in which unit. */
static void
test_says_range (void)
{
  static const struct {
    const char *name;
    const char *value;
    const char *said;
  } ranges[] = {
    { "purge_limit", "1001", "Not a value of this setting. (1 to 1000 users)" },
    { "inactive_user_expiration", "5", "Not a value of this setting. (30 to 365 days, or never)" },
    { "syslog_checkpoints", "maybe", "Not a value of this setting. (on or off)" },
    { "region", "XQ", "A country is written with the two capital letters of ISO 3166, such as NO. (XQ)" },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *parameters = make (ranges[i].name, ranges[i].value);
      g_autoptr (GhResult) result = gh_test_run (org, "settings.set", NULL, parameters);
      g_autofree char *text = gh_skip_get_text (g_ptr_array_index (result->skips, 0));

      g_assert_cmpstr (text, ==, ranges[i].said);
    }
}

/* Domain 9.2: who may change settings. */
static void
test_roles (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  int value = 10;

  for (GhRole role = 0; role < GH_N_ROLES; role++)
    {
      g_autofree char *text = g_strdup_printf ("%d", value++);

      gh_test_act_as (org, role);
      if (role == GH_ROLE_OWNER || role == GH_ROLE_ADMINISTRATOR)
        set (org, "purge_limit", text);
      else
        refused (org, "purge_limit", text, GH_REFUSAL_ROLE);
    }
  gh_test_assert_query (org, VALUE ("purge_limit"), "11");
}

/* O8: a change since the setting was read is not overwritten, and said. */
static void
test_revision (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = NULL;
  g_autofree char *text = NULL;

  set (org, "purge_limit", "50");
  gh_test_refused (org, "settings.set", NULL, "{\"name\":\"purge_limit\",\"value\":\"60\",\"revision\":1}",
                   GH_REFUSAL_CHANGED_SINCE);
  gh_test_assert_query (org, VALUE ("purge_limit"), "50");
  result = gh_test_run (org, "settings.set", NULL, "{\"name\":\"purge_limit\",\"value\":\"60\",\"revision\":1}");
  text = gh_skip_get_text (g_ptr_array_index (result->skips, 0));
  g_assert_nonnull (strstr (text, "50 users"));
  g_assert_nonnull (strstr (text, org->actor->name));
  g_assert_nonnull (strstr (text, "2026-11-24"));

  gh_test_do (org, "settings.set", NULL, "{\"name\":\"purge_limit\",\"value\":\"60\",\"revision\":2}", 1);
  /* Others do not matter. */
  gh_test_do (org, "settings.set", NULL, "{\"name\":\"syslog_checkpoints\",\"value\":\"on\",\"revision\":1}", 1);
}

/* --- what else happens --- */

static gint64
count_also (GhTestOrganisation *org,
            const char         *name,
            const char         *value,
            const char         *code)
{
  g_autofree char *parameters = make (name, value);
  g_autoptr (GhResult) result = gh_test_rehearse (org, "settings.set", NULL, parameters);

  g_assert_cmpint (result->changed, ==, 1);
  for (guint i = 0; i < result->also->len; i++)
    {
      const GhConsequence *consequence = g_ptr_array_index (result->also, i);

      if (strcmp (consequence->code, code) == 0)
        return consequence->count;
    }

  return 0;
}

/* O3 */
static void
test_consequences (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert cleo");
  gh_test_write_directory (org, "UPDATE users SET created = created - 40 * 86400 WHERE username <> 'cleo'");
  gh_test_write_events (org, "UPDATE about SET began = began - 400 * 86400");
  g_assert_cmpint (count_also (org, "inactive_user_expiration", "30", "inactive"), ==, 2);
  g_assert_cmpint (count_also (org, "inactive_user_expiration", "60", "inactive"), ==, 0);

  gh_test_do (org, "user.trash", gh_target_new_for_name ("cleo"), NULL, 1);
  g_assert_cmpint (count_also (org, "pending_deletion_days", "3", "in-trash"), ==, 1);

  gh_clock_set (org->clock, GH_TEST_NOW + 31 * 86400);
  g_assert_cmpint (count_also (org, "log_retention_days", "30", "entries"), ==, 5);
  g_assert_cmpint (count_also (org, "log_retention_days", "32", "entries"), ==, 0);
}

/* --- A6 --- */

static gboolean has_confirmed;
static guint n_asked;

static gboolean
confirm (const GhActor *actor,
         gint64         now)
{
  g_assert_cmpint (now, ==, GH_TEST_NOW);
  n_asked++;

  return has_confirmed;
}

static void
test_passcode (void)
{
  static const struct {
    const char *name;
    const char *weaker;
    const char *safer;
  } ways[] = {
    { "purge_limit", "500", "50" },
    { "pending_deletion_days", "3", "20" },
    { "user_managers_can_put_users_in_bypass", "on", "off" },
    { "log_retention_days", "60", "never" },
    { "log_retention_days", "30", "90" },
    { "syslog_checkpoints", "off", "on" },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  set (org, "user_managers_can_put_users_in_bypass", "off");
  set (org, "log_retention_days", "80");
  set (org, "log_retention_days", "never");
  set (org, "syslog_checkpoints", "on");

  /* Nobody to ask. */
  set (org, "purge_limit", "200");

  org->actor->has_confirmed = confirm;
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *weaker = make (ways[i].name, ways[i].weaker);
      g_autoptr (JsonNode) parameters = NULL;
      g_autoptr (GhResult) rehearsal = NULL;
      g_autoptr (GhResult) result = NULL;
      g_autoptr (GError) error = NULL;
      gint64 entry;

      g_test_message ("%s", ways[i].name);
      has_confirmed = FALSE;
      n_asked = 0;
      rehearsal = gh_test_rehearse (org, "settings.set", NULL, weaker);
      g_assert_false (rehearsal->is_refused);
      g_assert_true (rehearsal->needs_passcode);
      parameters = json_from_string (weaker, NULL);
      result = gh_run (org->store,
                       &(GhRequest) {
                         .operation = gh_operation_find ("settings.set"),
                         .actor = org->actor,
                         .parameters = json_node_get_object (parameters),
                         .rehearsal = rehearsal,
                       },
                       NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_PASSCODE_AGAIN), ==, 1);
      g_assert_cmpint (result->changed, ==, 0);
      g_assert_cmpint (result->entry, ==, 0);
      g_assert_cmpuint (n_asked, ==, 2);

      has_confirmed = TRUE;
      set (org, ways[i].name, ways[i].weaker);
      g_assert_cmpuint (n_asked, ==, 3);

      /* The safer way asks nobody; its undo is the weaker way again. */
      has_confirmed = FALSE;
      n_asked = 0;
      entry = set (org, ways[i].name, ways[i].safer);
      g_assert_cmpuint (n_asked, ==, 0);
      undo_refused (org, entry, GH_REFUSAL_PASSCODE_AGAIN);
      has_confirmed = TRUE;
      undo (org, entry);
    }

  /* No way is the weaker one. */
  has_confirmed = FALSE;
  set (org, "name", "Halden");
  set (org, "inactive_user_expiration", "30");
  set (org, "email_needs_dot", "off");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/I1/table", test_table);
  g_test_add_func ("/I1/words", test_words);
  g_test_add_func ("/I1/set", test_set);
  g_test_add_func ("/I1/refused", test_refused);
  g_test_add_func ("/I1/says-range", test_says_range);
  g_test_add_func ("/I1/roles", test_roles);
  g_test_add_func ("/J3/settings/older", test_undo_of_older);
  g_test_add_func ("/J3/settings/hostile", test_undo_hostile);
  g_test_add_func ("/O8/settings/revision", test_revision);
  g_test_add_func ("/O3/settings/consequences", test_consequences);
  g_test_add_func ("/A6/settings/passcode", test_passcode);

  return g_test_run ();
}
