/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"
#include "settings/gh-settings.h"

G_BEGIN_DECLS

/**
 * GhSettingKind:
 * @GH_SETTING_TEXT: a text
 * @GH_SETTING_NUMBER: a whole number
 * @GH_SETTING_FLAG: on or off
 */
typedef enum {
  GH_SETTING_TEXT,
  GH_SETTING_NUMBER,
  GH_SETTING_FLAG,
} GhSettingKind;

/**
 * GhSettingSection:
 *
 * The sections of the page, in its order.
 */
typedef enum {
  GH_SETTING_SECTION_ORGANISATION,
  GH_SETTING_SECTION_USERS,
  GH_SETTING_SECTION_SECURITY,
  GH_SETTING_SECTION_HELP_DESK,
  GH_SETTING_SECTION_SMS,
  GH_SETTING_SECTION_ADMINISTRATORS,
  GH_SETTING_SECTION_LOGS,

  GH_SETTING_N_SECTIONS
} GhSettingSection;

/** Returns: the title of a section, translated */
const char *gh_setting_section_get_title (GhSettingSection section);

/**
 * GhSettingUnit:
 *
 * What a number counts.
 */
typedef enum {
  GH_SETTING_UNIT_NONE,
  GH_SETTING_UNIT_DAYS,
  GH_SETTING_UNIT_USERS,
  GH_SETTING_UNIT_MINUTES,
  GH_SETTING_UNIT_FAILURES,
  GH_SETTING_UNIT_PASSCODES,
  GH_SETTING_UNIT_BATCHES,
  GH_SETTING_UNIT_CHARACTERS,
} GhSettingUnit;

/**
 * GhSettingWeakening:
 * @GH_SETTING_WEAKENS_NEVER: neither way
 * @GH_SETTING_WEAKENS_UP: a greater number, or on
 * @GH_SETTING_WEAKENS_DOWN: a smaller number, where “never” is the greatest, or off
 *
 * Which way a setting makes the organisation less safe, so that the passcode is asked again (A6).
 */
typedef enum {
  GH_SETTING_WEAKENS_NEVER,
  GH_SETTING_WEAKENS_UP,
  GH_SETTING_WEAKENS_DOWN,
} GhSettingWeakening;

/**
 * GhSetting:
 * @key: its name in FORMATS I1, on the command line and in the log
 * @kind: what it holds
 * @offset: of its field in #GhSettings
 * @normal: a number's or flag's value in a new organisation; 0 in a number with @may_be_off: off
 * @normal_text: (nullable): the same of a text
 * @least: of a number
 * @most: of a number
 * @start: a number's value when it is switched on, with @may_be_off
 * @may_be_off: a number may be off, stored as NULL, 0 in #GhSettings; a text may be empty, stored as NULL
 * @section: where it is on the page
 * @unit: what a number counts
 * @weakens: which way it weakens
 * @is_owners: whether only an Owner may set it
 * @label: what it is called on the page; like the following texts marked for translation
 * @number_label: (nullable): what its number is called where @label is that of the switch
 * @caption: a second line; of a text, what it may be
 * @page_caption: (nullable): the second line where it is chosen from a list
 * @said: the value in a sentence; `%s` is the text, or the number, which chooses between the two; of a flag the first
 *   says that it is on
 * @said_off: (nullable): the same for off, never and empty
 * @check: (nullable): whether a text that is not empty may be set
 * @rank: (nullable): of a text that weakens, the number that it stands for
 * @list_choices: (nullable) (element-type GhSettingChoice): all that a text is set to by people; %NULL: it is typed.
 *   Reads files: not for a main loop
 *
 * What can be set. Each is a row of one table, from which come the page, the commands, the checks and the words of the
 * log (I1).
 */
typedef struct {
  const char         *key;
  GhSettingKind       kind;
  gsize               offset;
  gint64              normal;
  const char         *normal_text;
  gint64              least;
  gint64              most;
  gint64              start;
  gboolean            may_be_off;
  GhSettingSection    section;
  GhSettingUnit       unit;
  GhSettingWeakening  weakens;
  gboolean            is_owners;
  const char         *label;
  const char         *number_label;
  const char         *caption;
  const char         *page_caption;
  const char         *said[2];
  const char         *said_off;
  GhRefusal         (*check) (const char *text);
  gint64            (*rank) (const char *text);
  GPtrArray        *(*list_choices) (void);
} GhSetting;

/** Returns: (array length=n_settings): all settings, in the order of the page */
const GhSetting *gh_setting_get_all (gsize *n_settings);

/** Returns: (nullable): the setting called @key */
const GhSetting *gh_setting_find (const char *key);

/**
 * GhSettingValue:
 * @is_off: of a number: never; of a text: empty
 * @number: a number; of a flag 1 or 0
 * @text: (nullable): a text, which belongs to whoever made the value
 *
 * What one setting is set to.
 */
typedef struct {
  gboolean    is_off;
  gint64      number;
  const char *text;
} GhSettingValue;

/** Returns: what @self is in @settings, to which the text belongs */
GhSettingValue gh_setting_get (const GhSetting  *self,
                               const GhSettings *settings);

/** Sets @self in @settings, which copies the text. */
void gh_setting_put (const GhSetting      *self,
                     GhSettings           *settings,
                     const GhSettingValue *value);

/**
 * gh_setting_read:
 * @self: a setting
 * @text: as gh_setting_write() writes it; of a flag also true, false, 1 and 0, for “never” also off
 * @value: (out): what it says, to use as long as @text
 *
 * Returns: %GH_REFUSAL_NONE if it may be set; %GH_REFUSAL_SETTING_RANGE, or what the setting's own check says
 */
GhRefusal gh_setting_read (const GhSetting *self,
                           const char      *text,
                           GhSettingValue  *value);

/** Returns: whether @self may be set to @value, as gh_setting_read() */
GhRefusal gh_setting_check (const GhSetting      *self,
                            const GhSettingValue *value);

/** Returns: whether a number or flag is in its range, or off where it may be */
gboolean gh_setting_is_in_range (const GhSetting      *self,
                                 const GhSettingValue *value);

/** Returns: (transfer full): "50", "never", "on", "off", or the text; never translated */
char *gh_setting_write (const GhSetting      *self,
                        const GhSettingValue *value);

/** Returns: (transfer full): "50 users", "never", "on", or the text, translated */
char *gh_setting_dup_words (const GhSetting      *self,
                            const GhSettingValue *value);

/** Returns: (transfer full): what it may be: "30 to 365 days, or never", translated */
char *gh_setting_dup_range (const GhSetting *self);

/** Returns: (transfer full): "The Trash keeps users for 7 days", translated */
char *gh_setting_dup_sentence (const GhSetting      *self,
                               const GhSettingValue *value);

/** Returns: (nullable): "days", for other programs; never translated */
const char *gh_setting_get_unit (const GhSetting *self);

/** Returns: (nullable): what follows the number @n on the page, translated */
const char *gh_setting_get_unit_label (const GhSetting *self,
                                       gint64           n);

gboolean gh_setting_value_equal (const GhSettingValue *a,
                                 const GhSettingValue *b);

/** Returns: whether changing @self from @before to @after makes the organisation less safe (A6) */
gboolean gh_setting_weakens (const GhSetting      *self,
                             const GhSettingValue *before,
                             const GhSettingValue *after);

G_END_DECLS
