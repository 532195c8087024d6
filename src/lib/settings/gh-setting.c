/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/gh-setting.h"

#include "base/gh-fold.h"
#include "base/gh-plural.h"
#include "base/gh-time.h"
#include "settings/gh-setting-choice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAME_MAX_CHARACTERS 256

#define FIELD(field, is) .key = #field, .kind = is, .offset = G_STRUCT_OFFSET (GhSettings, field)

static GhRefusal
check_name (const char *text)
{
  return gh_fold_check_name (text, NAME_MAX_CHARACTERS);
}

static GhRefusal
check_time_zone (const char *text)
{
  return gh_time_zone_is_valid (text) ? GH_REFUSAL_NONE : GH_REFUSAL_TIME_ZONE;
}

/* The table of countries is tzdata's; without it the form must do. */
static GhRefusal
check_region (const char *text)
{
  g_autoptr (GPtrArray) countries = NULL;
  gboolean is_there;

  if (strlen (text) != 2 || !g_ascii_isupper (text[0]) || !g_ascii_isupper (text[1]))
    return GH_REFUSAL_REGION;

  countries = gh_time_zone_read_table ("iso3166.tab", "\t");
  is_there = countries->len == 0;
  for (guint i = 0; i < countries->len && !is_there; i++)
    is_there = g_str_equal (((char **) countries->pdata[i])[0], text);

  return is_there ? GH_REFUSAL_NONE : GH_REFUSAL_REGION;
}

/* From the strictest on. */
static gint64
rank_helpdesk_bypass (const char *text)
{
  static const char *const words[] = { "deny", "limit", "allow", NULL };

  for (gint64 i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      return i;

  return -1;
}

static GhRefusal
check_helpdesk_bypass (const char *text)
{
  return rank_helpdesk_bypass (text) >= 0 ? GH_REFUSAL_NONE : GH_REFUSAL_SETTING_RANGE;
}

static const GhSetting settings[] = {
  { FIELD (name, GH_SETTING_TEXT),
    .section = GH_SETTING_SECTION_ORGANISATION,
    .label = N_("Name"),
    .caption = N_("As it stands above the sidebar"),
    .said = { N_("The organisation is called “%s”") },
    .check = check_name },
  { FIELD (timezone, GH_SETTING_TEXT),
    .section = GH_SETTING_SECTION_ORGANISATION,
    .label = N_("Time zone"),
    .caption = N_("An area and a place, such as Europe/Oslo: days begin and end by it"),
    .page_caption = N_("Days begin and end by it"),
    .said = { N_("Days begin and end as in %s") },
    .check = check_time_zone,
    .list_choices = gh_setting_list_time_zones },
  { FIELD (region, GH_SETTING_TEXT), .may_be_off = TRUE,
    .section = GH_SETTING_SECTION_ORGANISATION,
    .label = N_("Country of phone numbers without +"),
    .caption = N_("Two letters, such as NO; empty: as the time zone says"),
    .said = { N_("Phone numbers without + are of the country %s") },
    .page_caption = N_("Of which country 22 85 50 50 is"),
    .said_off = N_("Phone numbers without + are of the time zone’s country"),
    .check = check_region,
    .list_choices = gh_setting_list_countries },
  { FIELD (identity_proofing, GH_SETTING_FLAG), .most = 1,
    .section = GH_SETTING_SECTION_USERS,
    .label = N_("First and last names"),
    .caption = N_("Beside the real name, also in reports and when searching"),
    .said = { N_("Users have first and last names") },
    .said_off = N_("Users have no first and last names") },
  { FIELD (email_needs_dot, GH_SETTING_FLAG), .normal = TRUE, .most = 1,
    .section = GH_SETTING_SECTION_USERS,
    .label = N_("E-mail domains need a dot"),
    .caption = N_("Refuses anna@localhost, and takes anna@hu.example"),
    .said = { N_("The domain of an e-mail address needs a dot") },
    .said_off = N_("The domain of an e-mail address needs no dot") },
  { FIELD (pending_deletion_days, GH_SETTING_NUMBER), .normal = 7, .least = 1, .most = 30,
    .section = GH_SETTING_SECTION_USERS, .unit = GH_SETTING_UNIT_DAYS, .weakens = GH_SETTING_WEAKENS_DOWN,
    .label = N_("Keep users in the Trash"),
    .caption = N_("Until then they can be restored"),
    .said = GH_PLURAL ("The Trash keeps users for %s day", "The Trash keeps users for %s days") },
  { FIELD (inactive_user_expiration, GH_SETTING_NUMBER), .least = 30, .most = 365, .start = 90, .may_be_off = TRUE,
    .section = GH_SETTING_SECTION_USERS, .unit = GH_SETTING_UNIT_DAYS,
    .label = N_("Send inactive users to the Trash"),
    .number_label = N_("Inactive after"),
    .caption = N_("Without a sign-in"),
    .said = GH_PLURAL ("Users go to the Trash after %s day without a sign-in",
                       "Users go to the Trash after %s days without a sign-in"),
    .said_off = N_("Inactive users stay where they are") },
  { FIELD (purge_limit, GH_SETTING_NUMBER), .normal = 100, .least = 1, .most = 1000,
    .section = GH_SETTING_SECTION_USERS, .unit = GH_SETTING_UNIT_USERS, .weakens = GH_SETTING_WEAKENS_UP,
    .label = N_("Permanently delete at most"),
    .caption = N_("In one action; protects against slips"),
    .said = GH_PLURAL ("At most %s user is deleted for good in one action",
                       "At most %s users are deleted for good in one action") },
  { FIELD (user_managers_can_put_users_in_bypass, GH_SETTING_FLAG), .normal = TRUE, .most = 1,
    .section = GH_SETTING_SECTION_SECURITY, .weakens = GH_SETTING_WEAKENS_UP,
    .label = N_("User Managers may set Bypass"),
    .caption = N_("In Bypass the password alone is enough"),
    .said = { N_("User Managers may set Bypass") },
    .said_off = N_("User Managers may not set Bypass") },
  { FIELD (lockout_threshold, GH_SETTING_NUMBER), .normal = 10, .least = 1, .most = 100,
    .section = GH_SETTING_SECTION_SECURITY, .unit = GH_SETTING_UNIT_FAILURES, .weakens = GH_SETTING_WEAKENS_UP,
    .label = N_("Lock out after"),
    .caption = N_("Wrong passcodes in a row"),
    .said = GH_PLURAL ("Users are locked out after %s wrong passcode", "Users are locked out after %s wrong passcodes") },
  { FIELD (lockout_expire_duration, GH_SETTING_NUMBER), .least = 5, .most = 30000, .start = 30, .may_be_off = TRUE,
    .section = GH_SETTING_SECTION_SECURITY, .unit = GH_SETTING_UNIT_MINUTES, .weakens = GH_SETTING_WEAKENS_DOWN,
    .label = N_("End lock-outs automatically"),
    .number_label = N_("End them after"),
    .caption = N_("The first wrong passcode after that locks out again"),
    .said = GH_PLURAL ("A lock-out ends after %s minute", "A lock-out ends after %s minutes"),
    .said_off = N_("A lock-out lasts until an administrator ends it") },
  { FIELD (lockout_per_application, GH_SETTING_FLAG), .most = 1,
    .section = GH_SETTING_SECTION_SECURITY, .weakens = GH_SETTING_WEAKENS_UP,
    .label = N_("Count each application on its own"),
    .caption = N_("Wrong passcodes lock out of one application; 100 in a row lock out of all"),
    .said = { N_("Each application counts wrong passcodes on its own") },
    .said_off = N_("Wrong passcodes count together for all applications") },
  { FIELD (helpdesk_bypass, GH_SETTING_TEXT), .normal_text = "allow",
    .section = GH_SETTING_SECTION_HELP_DESK, .weakens = GH_SETTING_WEAKENS_UP,
    .label = N_("Bypass codes by Help Desk"),
    .caption = N_("allow: any; limit: standard ones, for one use; deny: none"),
    .page_caption = N_("What the role Help Desk may make"),
    .said = { N_("Bypass codes by Help Desk: %s") },
    .check = check_helpdesk_bypass,
    .rank = rank_helpdesk_bypass,
    .list_choices = gh_setting_list_helpdesk_bypass },
  { FIELD (helpdesk_bypass_expiration, GH_SETTING_NUMBER), .normal = 60, .least = 5, .most = 1440,
    .section = GH_SETTING_SECTION_HELP_DESK, .unit = GH_SETTING_UNIT_MINUTES, .weakens = GH_SETTING_WEAKENS_UP,
    .label = N_("Standard codes end after"),
    .caption = N_("Those that Help Desk makes when limited to them"),
    .said = GH_PLURAL ("A standard bypass code by Help Desk ends after %s minute",
                       "A standard bypass code by Help Desk ends after %s minutes") },
  { FIELD (sms_batch, GH_SETTING_NUMBER), .normal = 1, .least = 1, .most = 10,
    .section = GH_SETTING_SECTION_SMS, .unit = GH_SETTING_UNIT_PASSCODES, .weakens = GH_SETTING_WEAKENS_UP,
    .label = N_("Passcodes in a batch"),
    .caption = N_("Each is good once; a new batch ends the earlier one of the phone"),
    .said = GH_PLURAL ("%s SMS passcode is made at once", "%s SMS passcodes are made at once") },
  { FIELD (sms_expiration, GH_SETTING_NUMBER), .least = 1, .most = 43200, .start = 1440, .may_be_off = TRUE,
    .section = GH_SETTING_SECTION_SMS, .unit = GH_SETTING_UNIT_MINUTES, .weakens = GH_SETTING_WEAKENS_UP,
    .label = N_("End SMS passcodes automatically"),
    .number_label = N_("End them after"),
    .caption = N_("Those that are made from now on"),
    .said = GH_PLURAL ("SMS passcodes end after %s minute", "SMS passcodes end after %s minutes"),
    .said_off = N_("SMS passcodes do not end by themselves") },
  { FIELD (sms_daily_sum, GH_SETTING_NUMBER), .normal = 500, .least = 1, .most = 100000,
    .section = GH_SETTING_SECTION_SMS, .unit = GH_SETTING_UNIT_BATCHES, .weakens = GH_SETTING_WEAKENS_UP,
    .label = N_("Batches a day at most"),
    .caption = N_("Of all phones together; one phone gets at most 10"),
    .said = GH_PLURAL ("At most %s batch of SMS passcodes is made a day",
                       "At most %s batches of SMS passcodes are made a day") },
  { FIELD (minimum_password_length, GH_SETTING_NUMBER), .normal = 12, .least = 12, .most = 100,
    .section = GH_SETTING_SECTION_ADMINISTRATORS, .unit = GH_SETTING_UNIT_CHARACTERS, .weakens = GH_SETTING_WEAKENS_DOWN,
    .label = N_("Passwords have at least"),
    .caption = N_("Those that administrators choose from now on"),
    .said = GH_PLURAL ("Passwords have at least %s character", "Passwords have at least %s characters") },
  { FIELD (password_requires_upper_alpha, GH_SETTING_FLAG), .most = 1,
    .section = GH_SETTING_SECTION_ADMINISTRATORS, .weakens = GH_SETTING_WEAKENS_DOWN,
    .label = N_("Passwords need a capital letter"),
    .caption = N_("Those that administrators choose from now on"),
    .said = { N_("Passwords need a capital letter") },
    .said_off = N_("Passwords need no capital letter") },
  { FIELD (password_requires_lower_alpha, GH_SETTING_FLAG), .most = 1,
    .section = GH_SETTING_SECTION_ADMINISTRATORS, .weakens = GH_SETTING_WEAKENS_DOWN,
    .label = N_("Passwords need a small letter"),
    .caption = N_("Those that administrators choose from now on"),
    .said = { N_("Passwords need a small letter") },
    .said_off = N_("Passwords need no small letter") },
  { FIELD (password_requires_numeric, GH_SETTING_FLAG), .most = 1,
    .section = GH_SETTING_SECTION_ADMINISTRATORS, .weakens = GH_SETTING_WEAKENS_DOWN,
    .label = N_("Passwords need a digit"),
    .caption = N_("Those that administrators choose from now on"),
    .said = { N_("Passwords need a digit") },
    .said_off = N_("Passwords need no digit") },
  { FIELD (password_requires_special, GH_SETTING_FLAG), .most = 1,
    .section = GH_SETTING_SECTION_ADMINISTRATORS, .weakens = GH_SETTING_WEAKENS_DOWN,
    .label = N_("Passwords need another character"),
    .caption = N_("Neither letter nor digit; those that administrators choose from now on"),
    .said = { N_("Passwords need a character that is neither letter nor digit") },
    .said_off = N_("Passwords may be letters and digits alone") },
  { FIELD (local_operations, GH_SETTING_FLAG), .normal = TRUE, .most = 1,
    .section = GH_SETTING_SECTION_ADMINISTRATORS, .weakens = GH_SETTING_WEAKENS_UP, .is_owners = TRUE,
    .label = N_("Work without signing in"),
    .caption = N_("For the owner of the file; root always may"),
    .said = { N_("The owner of the file may work without signing in") },
    .said_off = N_("Only root may work without signing in") },
  { FIELD (log_retention_days, GH_SETTING_NUMBER), .least = 30, .most = 3650, .start = 365, .may_be_off = TRUE,
    .section = GH_SETTING_SECTION_LOGS, .unit = GH_SETTING_UNIT_DAYS, .weakens = GH_SETTING_WEAKENS_DOWN,
    .label = N_("Delete old entries of the administrator log"),
    .number_label = N_("Delete them after"),
    .caption = N_("What they changed can then no longer be undone"),
    .said = GH_PLURAL ("The administrator log keeps entries for %s day",
                       "The administrator log keeps entries for %s days"),
    .said_off = N_("The administrator log keeps its entries for good") },
  { FIELD (syslog_checkpoints, GH_SETTING_FLAG), .most = 1,
    .section = GH_SETTING_SECTION_LOGS, .weakens = GH_SETTING_WEAKENS_DOWN,
    .label = N_("Send checkpoints to the system log"),
    .caption = N_("Where another computer may keep them"),
    .said = { N_("Checkpoints go to the system log") },
    .said_off = N_("Checkpoints do not go to the system log") },
};

static const char *const sections[GH_SETTING_N_SECTIONS] = {
  [GH_SETTING_SECTION_ORGANISATION] = N_("Organisation"),
  [GH_SETTING_SECTION_USERS] = N_("Users and Trash"),
  [GH_SETTING_SECTION_SECURITY] = N_("Security"),
  [GH_SETTING_SECTION_HELP_DESK] = N_("Help Desk"),
  [GH_SETTING_SECTION_SMS] = N_("SMS Passcodes"),
  [GH_SETTING_SECTION_ADMINISTRATORS] = N_("Administrators"),
  [GH_SETTING_SECTION_LOGS] = N_("Logs"),
};

static const struct {
  const char *label[2];
  const char *number[2];
  const char *range[2];        /* the greatest chooses */
  const char *range_or_never[2];
} units[] = {
  [GH_SETTING_UNIT_DAYS] = {
    .label = GH_PLURAL ("day", "days"),
    .number = GH_PLURAL ("%s day", "%s days"),
    .range = GH_PLURAL ("%s to %s day", "%s to %s days"),
    .range_or_never = GH_PLURAL ("%s to %s day, or never", "%s to %s days, or never"),
  },
  [GH_SETTING_UNIT_USERS] = {
    .label = GH_PLURAL ("user", "users"),
    .number = GH_PLURAL ("%s user", "%s users"),
    .range = GH_PLURAL ("%s to %s user", "%s to %s users"),
    .range_or_never = GH_PLURAL ("%s to %s user, or never", "%s to %s users, or never"),
  },
  [GH_SETTING_UNIT_MINUTES] = {
    .label = GH_PLURAL ("minute", "minutes"),
    .number = GH_PLURAL ("%s minute", "%s minutes"),
    .range = GH_PLURAL ("%s to %s minute", "%s to %s minutes"),
    .range_or_never = GH_PLURAL ("%s to %s minute, or never", "%s to %s minutes, or never"),
  },
  [GH_SETTING_UNIT_FAILURES] = {
    .label = GH_PLURAL ("failure", "failures"),
    .number = GH_PLURAL ("%s failure", "%s failures"),
    .range = GH_PLURAL ("%s to %s failure", "%s to %s failures"),
    .range_or_never = GH_PLURAL ("%s to %s failure, or never", "%s to %s failures, or never"),
  },
  [GH_SETTING_UNIT_PASSCODES] = {
    .label = GH_PLURAL ("passcode", "passcodes"),
    .number = GH_PLURAL ("%s passcode", "%s passcodes"),
    .range = GH_PLURAL ("%s to %s passcode", "%s to %s passcodes"),
    .range_or_never = GH_PLURAL ("%s to %s passcode, or never", "%s to %s passcodes, or never"),
  },
  [GH_SETTING_UNIT_BATCHES] = {
    .label = GH_PLURAL ("batch", "batches"),
    .number = GH_PLURAL ("%s batch", "%s batches"),
    .range = GH_PLURAL ("%s to %s batch", "%s to %s batches"),
    .range_or_never = GH_PLURAL ("%s to %s batch, or never", "%s to %s batches, or never"),
  },
  [GH_SETTING_UNIT_CHARACTERS] = {
    .label = GH_PLURAL ("character", "characters"),
    .number = GH_PLURAL ("%s character", "%s characters"),
    .range = GH_PLURAL ("%s to %s character", "%s to %s characters"),
    .range_or_never = GH_PLURAL ("%s to %s character, or never", "%s to %s characters, or never"),
  },
};

const char *
gh_setting_section_get_title (GhSettingSection section)
{
  g_return_val_if_fail (section < GH_SETTING_N_SECTIONS, NULL);

  return _(sections[section]);
}

const GhSetting *
gh_setting_get_all (gsize *n_settings)
{
  *n_settings = G_N_ELEMENTS (settings);

  return settings;
}

const GhSetting *
gh_setting_find (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_strcmp0 (settings[i].key, key) == 0)
      return &settings[i];

  return NULL;
}

/* --- values --- */

GhSettingValue
gh_setting_get (const GhSetting  *self,
                const GhSettings *all)
{
  GhSettingValue value = { 0 };

  if (self->kind == GH_SETTING_TEXT)
    {
      value.text = G_STRUCT_MEMBER (char *, all, self->offset);
      value.is_off = value.text == NULL;
    }
  else
    {
      value.number = G_STRUCT_MEMBER (int, all, self->offset);
      value.is_off = self->may_be_off && value.number == 0;
    }

  return value;
}

void
gh_setting_put (const GhSetting      *self,
                GhSettings           *all,
                const GhSettingValue *value)
{
  if (self->kind == GH_SETTING_TEXT)
    {
      g_free (G_STRUCT_MEMBER (char *, all, self->offset));
      G_STRUCT_MEMBER (char *, all, self->offset) = value->is_off ? NULL : g_strdup (value->text);
    }
  else
    G_STRUCT_MEMBER (int, all, self->offset) = value->is_off ? 0 : value->number;
}

gboolean
gh_setting_is_in_range (const GhSetting      *self,
                        const GhSettingValue *value)
{
  if (value->is_off)
    return self->may_be_off;

  return self->kind == GH_SETTING_TEXT || (value->number >= self->least && value->number <= self->most);
}

GhRefusal
gh_setting_check (const GhSetting      *self,
                  const GhSettingValue *value)
{
  if (!gh_setting_is_in_range (self, value))
    return self->check != NULL ? self->check ("") : GH_REFUSAL_SETTING_RANGE;

  return self->check != NULL && !value->is_off ? self->check (value->text) : GH_REFUSAL_NONE;
}

static gboolean
read_flag (const char     *text,
           GhSettingValue *value)
{
  static const char *const words[][2] = { { "off", "on" }, { "false", "true" }, { "0", "1" } };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (value->number = 0; value->number <= 1; value->number++)
      if (strcmp (text, words[i][value->number]) == 0)
        return TRUE;

  return FALSE;
}

static gboolean
read_number (const char     *text,
             GhSettingValue *value)
{
  value->is_off = strcmp (text, "never") == 0 || strcmp (text, "off") == 0;

  return value->is_off || g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value->number, NULL);
}

GhRefusal
gh_setting_read (const GhSetting *self,
                 const char      *text,
                 GhSettingValue  *value)
{
  *value = (GhSettingValue) { 0 };
  switch (self->kind)
    {
    case GH_SETTING_FLAG:
      if (!read_flag (text, value))
        return GH_REFUSAL_SETTING_RANGE;
      break;

    case GH_SETTING_NUMBER:
      if (!read_number (text, value))
        return GH_REFUSAL_SETTING_RANGE;
      break;

    default:
      value->text = text;
      value->is_off = *text == '\0';
    }

  return gh_setting_check (self, value);
}

gboolean
gh_setting_value_equal (const GhSettingValue *a,
                        const GhSettingValue *b)
{
  if (a->is_off || b->is_off)
    return a->is_off && b->is_off;

  return a->number == b->number && g_strcmp0 (a->text, b->text) == 0;
}

gboolean
gh_setting_weakens (const GhSetting      *self,
                    const GhSettingValue *before,
                    const GhSettingValue *after)
{
  gboolean can_be_never = self->kind == GH_SETTING_NUMBER;
  gint64 was = can_be_never && before->is_off ? G_MAXINT64 : before->number;
  gint64 is = can_be_never && after->is_off ? G_MAXINT64 : after->number;

  if (self->rank != NULL)
    {
      was = self->rank (before->text);
      is = self->rank (after->text);
    }

  return (self->weakens == GH_SETTING_WEAKENS_UP && is > was) ||
         (self->weakens == GH_SETTING_WEAKENS_DOWN && is < was);
}

/* --- words --- */

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static char *
dup_number (gint64 number)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

static char *
dup_plural (const char *const  forms[2],
            gint64             number)
{
  g_autofree char *text = dup_number (number);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, forms[0], forms[1], (gulong) number), text);
}

char *
gh_setting_write (const GhSetting      *self,
                  const GhSettingValue *value)
{
  if (self->kind == GH_SETTING_TEXT)
    return g_strdup (value->is_off ? "" : value->text);
  if (self->kind == GH_SETTING_FLAG)
    return g_strdup (value->number ? "on" : "off");
  if (value->is_off)
    return g_strdup ("never");

  return g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
}

char *
gh_setting_dup_words (const GhSetting      *self,
                      const GhSettingValue *value)
{
  if (self->kind == GH_SETTING_TEXT)
    return g_strdup (value->is_off ? "" : value->text);
  if (self->kind == GH_SETTING_FLAG)
    return g_strdup (value->number ? C_("setting", "on") : C_("setting", "off"));
  if (value->is_off)
    return g_strdup (C_("setting", "never"));

  return dup_plural (units[self->unit].number, value->number);
}

char *
gh_setting_dup_range (const GhSetting *self)
{
  const char *const *forms = self->may_be_off ? units[self->unit].range_or_never : units[self->unit].range;
  g_autofree char *least = dup_number (self->least);
  g_autofree char *most = dup_number (self->most);

  if (self->kind == GH_SETTING_TEXT)
    return g_strdup (_(self->caption));
  if (self->kind == GH_SETTING_FLAG)
    return g_strdup (_("on or off"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, forms[0], forms[1], (gulong) self->most), least, most);
}

char *
gh_setting_dup_sentence (const GhSetting      *self,
                         const GhSettingValue *value)
{
  if (value->is_off || (self->kind == GH_SETTING_FLAG && !value->number))
    return g_strdup (self->said_off != NULL ? _(self->said_off) : "");
  if (self->kind == GH_SETTING_FLAG)
    return g_strdup (_(self->said[0]));
  if (self->kind == GH_SETTING_TEXT)
    return g_strdup_printf (_(self->said[0]), value->text);

  return dup_plural (self->said, value->number);
}

#pragma GCC diagnostic pop

const char *
gh_setting_get_unit (const GhSetting *self)
{
  return units[self->unit].label[1];
}

const char *
gh_setting_get_unit_label (const GhSetting *self,
                           gint64           n)
{
  const char *const *label = units[self->unit].label;

  return label[0] != NULL ? g_dngettext (GETTEXT_PACKAGE, label[0], label[1], (gulong) n) : NULL;
}
