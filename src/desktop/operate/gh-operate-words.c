/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-words.h"

#include <glib/gi18n-lib.h>

static const GhOperateVariant statuses[] = {
  { "status", "active",
    GH_PLURAL ("will be Active", "will be Active"),
    GH_PLURAL ("Status of %s user set to Active", "Status of %s users set to Active"),
    N_("Status of “%s” set to Active") },
  { "status", "bypass",
    GH_PLURAL ("will change to Bypass", "will change to Bypass"),
    GH_PLURAL ("Status of %s user set to Bypass", "Status of %s users set to Bypass"),
    N_("Status of “%s” set to Bypass") },
  { "status", "disabled",
    GH_PLURAL ("will be Disabled", "will be Disabled"),
    GH_PLURAL ("Status of %s user set to Disabled", "Status of %s users set to Disabled"),
    N_("Status of “%s” set to Disabled") },
  { NULL },
};

static const GhOperateVariant restorings[] = {
  { "previous-status", "true",
    GH_PLURAL ("will be restored with the status before", "will be restored with the status before"),
    GH_PLURAL ("%s user restored with the status before", "%s users restored with the status before"),
    N_("“%s” restored with the status before") },
  { "previous-status", "false",
    GH_PLURAL ("will be restored with phones and tokens", "will be restored with their phones and tokens"),
    GH_PLURAL ("%s user restored as Disabled", "%s users restored as Disabled"),
    N_("“%s” restored as Disabled") },
  { NULL },
};

static const GhOperateFlag previous_status = {
  "previous-status",
  { N_("Restore as Disabled"), N_("Restore with Previous Status") },
  { N_("They cannot sign in until you change their status"), N_("As they were before they came into the Trash") },
};

/* The texts that fit any operation. */
#define PLAIN                                                                                      \
  .will = GH_PLURAL ("will change", "will change"),                                                \
  .stay = GH_PLURAL ("is skipped and stays as it is", "are skipped and stay as they are"),         \
  .running = N_("Working…"),                                                                       \
  .failed = N_("Nothing Was Changed"),                                                             \
  .is_suggested = TRUE

/* One row per operation. One without gets the row of its noun, or the last; a missing title or action is the
 * label. */
static const GhOperateWords table[] = {
  {
    .operation = "user.trash",
    .icon_name = "gh-trash-symbolic",
    .key = "Delete",
    .menus = GH_OPERATE_ON_USERS | GH_OPERATE_ON_MEMBERS | GH_OPERATE_ON_USER,
    .bars = GH_OPERATE_ON_USERS | GH_OPERATE_ON_MEMBERS,
    .takes_away = TRUE,
    .title_of = N_("Send “%s” to the Trash?"),
    .title = GH_PLURAL ("Send %s User to the Trash?", "Send %s Users to the Trash?"),
    .action = GH_PLURAL ("Send %s to Trash", "Send %s to Trash"),
    .will = GH_PLURAL ("will go to the Trash", "will go to the Trash"),
    .will_caption = N_("They cannot sign in from now on"),
    .stay = GH_PLURAL ("is skipped and stays as it is", "are skipped and stay as they are"),
    .done_one = N_("“%s” sent to the Trash"),
    .running = N_("Sending users to the Trash…"),
    .failed = N_("No Users Were Sent to the Trash"),
    .managed = N_("Users managed by a directory are skipped"),
  },
  {
    .operation = "user.set-status",
    .icon_name = "gh-bypass-symbolic",
    .key = "<Control>u",
    .menus = GH_OPERATE_ON_USERS | GH_OPERATE_ON_MEMBERS,
    .bars = GH_OPERATE_ON_USERS | GH_OPERATE_ON_MEMBERS,
    .title_of = N_("Change Status of “%s”"),
    .title = GH_PLURAL ("Change Status of %s User", "Change Status of %s Users"),
    .action = GH_PLURAL ("Change %s User", "Change %s Users"),
    .will = GH_PLURAL ("will change", "will change"),
    .stay = GH_PLURAL ("is skipped", "are skipped"),
    .running = N_("Changing statuses…"),
    .failed = N_("No Users Were Changed"),
    .managed = N_("Users managed by a directory are skipped"),
    .variants = statuses,
    .is_suggested = TRUE,
  },
  {
    .operation = "user.restore",
    .icon_name = "gh-undo-symbolic",
    .menus = GH_OPERATE_ON_TRASH | GH_OPERATE_ON_USER,
    .bars = GH_OPERATE_ON_TRASH,
    .title_of = N_("Restore “%s”?"),
    .title = GH_PLURAL ("Restore %s User?", "Restore %s Users?"),
    .action = GH_PLURAL ("Restore %s User", "Restore %s Users"),
    .will = GH_PLURAL ("will be restored", "will be restored"),
    .stay = GH_PLURAL ("is skipped and stays in the Trash", "are skipped and stay in the Trash"),
    .running = N_("Restoring users…"),
    .failed = N_("No Users Were Restored"),
    .managed = N_("Users managed by a directory are skipped"),
    .flag = &previous_status,
    .variants = restorings,
    .is_suggested = TRUE,
  },
  {
    .operation = "user.purge",
    .icon_name = "gh-trash-symbolic",
    .key = "Delete",
    .menus = GH_OPERATE_ON_TRASH | GH_OPERATE_ON_USER,
    .bars = GH_OPERATE_ON_TRASH,
    .takes_away = TRUE,
    .title_of = N_("Permanently Delete “%s”?"),
    .title = GH_PLURAL ("Permanently Delete %s User?", "Permanently Delete %s Users?"),
    .action = GH_PLURAL ("Delete %s User", "Delete %s Users"),
    .will = GH_PLURAL ("user is deleted for good", "users are deleted for good"),
    .stay = GH_PLURAL ("is skipped and stays in the Trash", "are skipped and stay in the Trash"),
    .done_one = N_("“%s” deleted for good"),
    .running = N_("Deleting users for good…"),
    .failed = N_("No Users Were Deleted"),
    .warning = N_("This cannot be undone. People who come back must enrol their phones again and be given "
                  "tokens again."),
  },
  {
    .operation = "user.add-to-group",
    .icon_name = "gh-groups-symbolic",
    .key = "<Control>g",
    .menus = GH_OPERATE_ON_USERS | GH_OPERATE_ON_MEMBERS,
    .bars = GH_OPERATE_ON_USERS,
    .title = GH_PLURAL ("Add %s User to a Group", "Add %s Users to a Group"),
    .action = GH_PLURAL ("Add %s User", "Add %s Users"),
    .will = GH_PLURAL ("will be added to the group", "will be added to the group"),
    .stay = GH_PLURAL ("is skipped", "are skipped"),
    .done_about = GH_PLURAL ("%s user added to “%s”", "%s users added to “%s”"),
    .running = N_("Adding users to the group…"),
    .failed = N_("No Users Were Added"),
    .is_suggested = TRUE,
  },
  {
    .operation = "user.remove-from-group",
    .icon_name = "gh-groups-symbolic",
    .menus = GH_OPERATE_ON_USERS | GH_OPERATE_ON_MEMBERS,
    .bars = GH_OPERATE_ON_MEMBERS,
    .title = GH_PLURAL ("Remove %s User from a Group", "Remove %s Users from a Group"),
    .action = GH_PLURAL ("Remove %s User", "Remove %s Users"),
    .will = GH_PLURAL ("will be removed from the group", "will be removed from the group"),
    .stay = GH_PLURAL ("is skipped", "are skipped"),
    .done_about = GH_PLURAL ("%s user removed from “%s”", "%s users removed from “%s”"),
    .running = N_("Removing users from the group…"),
    .failed = N_("No Users Were Removed"),
  },
  {
    .operation = "group.add",
    .icon_name = "gh-groups-symbolic",
    .will = GH_PLURAL ("group is added", "groups are added"),
    .stay = GH_PLURAL ("is skipped", "are skipped"),
    .done_one = N_("Group “%s” added"),
    .running = N_("Adding the group…"),
    .failed = N_("No Group Was Added"),
    .is_suggested = TRUE,
  },
  {
    .operation = "group.edit",
    .icon_name = "gh-groups-symbolic",
    .key = "F2",
    .menus = GH_OPERATE_ON_GROUPS | GH_OPERATE_ON_GROUP,
    .bars = GH_OPERATE_ON_GROUPS,
    .list_label = N_("Edit…"),
    .will = GH_PLURAL ("will change", "will change"),
    .stay = GH_PLURAL ("is skipped and stays as it is", "are skipped and stay as they are"),
    .done_one = N_("Group “%s” changed"),
    .running = N_("Changing groups…"),
    .failed = N_("No Groups Were Changed"),
    .is_suggested = TRUE,
  },
  {
    .operation = "group.delete",
    .icon_name = "gh-groups-symbolic",
    .key = "Delete",
    .menus = GH_OPERATE_ON_GROUPS | GH_OPERATE_ON_GROUP,
    .bars = GH_OPERATE_ON_GROUPS,
    .takes_away = TRUE,
    .list_label = N_("Delete…"),
    .title_of = N_("Delete the Group “%s”?"),
    .title = GH_PLURAL ("Delete %s Group?", "Delete %s Groups?"),
    .action = GH_PLURAL ("Delete %s Group", "Delete %s Groups"),
    .will = GH_PLURAL ("group is deleted", "groups are deleted"),
    .stay = GH_PLURAL ("is skipped and stays", "are skipped and stay"),
    .done_one = N_("Group “%s” deleted"),
    .running = N_("Deleting groups…"),
    .failed = N_("No Groups Were Deleted"),
  },
  {
    .operation = "user.import",
    .icon_name = "gh-import-symbolic",
    .will = GH_PLURAL ("will be imported", "will be imported"),
    .stay = GH_PLURAL ("line is refused", "lines are refused"),
    .running = N_("Importing users…"),
    .failed = N_("No Users Were Imported"),
    .is_suggested = TRUE,
  },
  {
    .operation = "log.undo",
    .icon_name = "gh-undo-symbolic",
    .will = GH_PLURAL ("will be put back", "will be put back"),
    .running = N_("Putting back what was before…"),
    .failed = N_("Nothing Was Put Back"),
    .stay = GH_PLURAL ("was edited since and stays", "were edited since and stay"),
    .is_suggested = TRUE,
  },
  {
    .operation = "log.accept-head",
    .icon_name = "gh-administrator-log-symbolic",
    .action = GH_PLURAL ("Accept", "Accept"),
    .will = GH_PLURAL ("end of the log is taken as good", "ends of the log are taken as good"),
    .will_caption = N_("Later entries are signed again"),
    .stay = GH_PLURAL ("is skipped and stays as it is", "are skipped and stay as they are"),
    .running = N_("Accepting the end of the log…"),
    .failed = N_("The End of the Log Was Not Accepted"),
  },
  {
    .operation = "job.accept-clock",
    .icon_name = "gh-clock-symbolic",
    .action = GH_PLURAL ("Accept", "Accept"),
    .will = GH_PLURAL ("clock is taken as right", "clocks are taken as right"),
    .will_caption = N_("Users whose time in the Trash is over are deleted for good at once"),
    .stay = GH_PLURAL ("is skipped and stays as it is", "are skipped and stay as they are"),
    .running = N_("Accepting the clock…"),
    .failed = N_("The Clock Was Not Accepted"),
  },
  /* The fields have their own editors on the user's page. */
  { .operation = "user.edit", PLAIN, .icon_name = "gh-edit-symbolic" },
  { .operation = "user.end-bypass", PLAIN, .icon_name = "gh-bypass-symbolic" },
  { .operation = "user.sweep-inactive", PLAIN, .icon_name = "gh-trash-symbolic" },
  { .operation = "user.purge-due", PLAIN, .icon_name = "gh-trash-symbolic" },
  { .operation = "user.", PLAIN, .icon_name = "gh-users-symbolic", .menus = GH_OPERATE_EVERYWHERE },
  { .operation = "group.", PLAIN, .icon_name = "gh-groups-symbolic", .menus = GH_OPERATE_EVERYWHERE },
  { .operation = "sync.", PLAIN, .icon_name = "gh-sync-symbolic", .menus = GH_OPERATE_EVERYWHERE },
  { .operation = "directory.", PLAIN, .icon_name = "gh-sync-symbolic", .menus = GH_OPERATE_EVERYWHERE },
  /* No page offers them yet. */
  { .operation = "phone.", PLAIN, .icon_name = "gh-phone-symbolic" },
  { .operation = "bypass-code.", PLAIN, .icon_name = "gh-bypass-symbolic" },
  { .operation = "token.", PLAIN, .icon_name = "gh-token-symbolic" },
  { .operation = "", PLAIN, .icon_name = "gh-info-symbolic", .menus = GH_OPERATE_EVERYWHERE },
};

static gboolean
is_row_of (const GhOperateWords *self,
           const char           *name)
{
  if (*self->operation == '\0' || g_str_has_suffix (self->operation, "."))
    return g_str_has_prefix (name, self->operation);

  return g_str_equal (name, self->operation);
}

const GhOperateWords *
gh_operate_words_find_by_name (const char *name)
{
  const GhOperateWords *words = table;

  while (!is_row_of (words, name))
    words++;

  return words;
}

const GhOperateWords *
gh_operate_words_find (const GhOperation *operation)
{
  return gh_operate_words_find_by_name (operation->name);
}

char *
gh_operate_words_dup_number (gint64 number)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/* @form has one %s, or none if a language needs no number there. */
static char *
fill (const char *form,
      const char *text)
{
  return g_strdup_printf (form, text);
}

#pragma GCC diagnostic pop

static const char *
choose (const char *const forms[2],
        gint64            number)
{
  return g_dngettext (GETTEXT_PACKAGE, forms[0], forms[1], number);
}

char *
gh_operate_words_dup_count (const char *const forms[2],
                            gint64            number)
{
  g_autofree char *text = gh_operate_words_dup_number (number);

  return fill (choose (forms, number), text);
}

char *
gh_operate_words_dup_label (const GhOperation *operation)
{
  g_autofree char *label = g_strdup (_(operation->label));

  if (g_str_has_suffix (label, "…"))
    label[strlen (label) - strlen ("…")] = '\0';

  return g_steal_pointer (&label);
}

char *
gh_operate_words_dup_title (const GhOperateWords *self,
                            const GhOperation    *operation,
                            const GhResult       *result)
{
  if (self->title[0] == NULL || result == NULL || result->selected == 0)
    return gh_operate_words_dup_label (operation);
  /* For some operations the object is not what changes, such as the group. */
  if (result->selected == 1 && self->title_of != NULL && result->object_label != NULL)
    return fill (_(self->title_of), result->object_label);

  return gh_operate_words_dup_count (self->title, result->selected);
}

char *
gh_operate_words_dup_action (const GhOperateWords *self,
                             const GhOperation    *operation,
                             gint64                changed)
{
  if (self->action[0] == NULL || changed <= 0)
    return gh_operate_words_dup_label (operation);

  return gh_operate_words_dup_count (self->action, changed);
}

static const GhOperateVariant *
find_variant (const GhOperateWords *self,
              JsonObject           *parameters)
{
  for (const GhOperateVariant *variant = self->variants; variant != NULL && variant->parameter != NULL; variant++)
    {
      JsonNode *node = parameters != NULL ? json_object_get_member (parameters, variant->parameter) : NULL;
      const char *value;

      if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        value = json_node_get_string (node);
      else
        value = node != NULL && json_node_get_boolean (node) ? "true" : "false";
      if (g_strcmp0 (value, variant->value) == 0)
        return variant;
    }

  return NULL;
}

char *
gh_operate_words_dup_will (const GhOperateWords *self,
                           JsonObject           *parameters,
                           gint64                changed)
{
  const GhOperateVariant *variant = find_variant (self, parameters);

  return g_strdup (choose (variant != NULL ? variant->will : self->will, changed));
}

char *
gh_operate_words_dup_stay (const GhOperateWords *self,
                           gint64                skipped)
{
  return g_strdup (choose (self->stay, skipped));
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/* For one, its name says more than the number. */
static char *
dup_changed (const GhOperateWords   *self,
             const GhOperateVariant *variant,
             const GhResult         *result)
{
  const char *one = variant != NULL ? variant->done_one : self->done_one;
  g_autofree char *number = gh_operate_words_dup_number (result->changed);

  if (one != NULL && result->selected == 1 && result->changed == 1 && result->object_label != NULL)
    return fill (_(one), result->object_label);
  if (self->done_about[0] != NULL && result->object_label != NULL)
    return g_strdup_printf (choose (self->done_about, result->changed), number, result->object_label);

  return fill (choose (variant != NULL ? variant->done : result->operation->done, result->changed), number);
}

#pragma GCC diagnostic pop

char *
gh_operate_words_dup_done (const GhOperateWords *self,
                           JsonObject           *parameters,
                           const GhResult       *result)
{
  g_autofree char *done = dup_changed (self, find_variant (self, parameters), result);
  g_autofree char *skipped = NULL;

  if (result->n_skipped == 0)
    return g_steal_pointer (&done);

  skipped = gh_operate_words_dup_number (result->n_skipped);
  if (g_str_equal (result->operation->name, "log.undo"))
    /* Translators: “1,184 put back as they were, 3 were edited since and stay” */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %s was edited since and stays",
                                         "%s, %s were edited since and stay", result->n_skipped), done, skipped);

  /* Translators: “1,187 users sent to the Trash, 17 skipped” */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %s skipped", "%s, %s skipped", result->n_skipped),
                          done, skipped);
}

static gboolean
is_of_directory (GhRefusal refusal)
{
  return refusal == GH_REFUSAL_MANAGED_BY_DIRECTORY || refusal == GH_REFUSAL_DISABLED_BY_DIRECTORY ||
         refusal == GH_REFUSAL_ONLY_SYNC_RESTORES;
}

const char *
gh_operate_words_get_managed (const GhOperateWords *self,
                              JsonObject           *parameters,
                              const GhResult       *result)
{
  if (self->managed == NULL || result == NULL)
    return NULL;
  if (json_object_has_member (parameters, "status") &&
      g_strcmp0 (json_object_get_string_member (parameters, "status"), "disabled") != 0)
    return NULL;
  for (guint i = 0; i < result->skips->len; i++)
    if (is_of_directory (((const GhSkip *) g_ptr_array_index (result->skips, i))->refusal))
      return NULL;

  return _(self->managed);
}

const char *
gh_operate_words_get_icon (const char *code)
{
  static const char *const icons[][2] = {
    { "purge-date", "gh-trash-symbolic" },
    { "phones", "gh-phone-symbolic" },
    { "endpoints", "gh-endpoint-symbolic" },
    { "bypass-codes", "gh-bypass-code-symbolic" },
    { "enrolments", "gh-enrolment-symbolic" },
    { "tokens-released", "gh-token-symbolic" },
    { "authenticators", "dialog-warning-symbolic" },
    { "share-authenticator", "dialog-warning-symbolic" },
    { "sms-batches-end", "dialog-warning-symbolic" },
    { "unowned", "gh-phone-symbolic" },
    { "from-inactivity", "dialog-warning-symbolic" },
    { "becomes-bypass-without-end", "dialog-warning-symbolic" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_equal (code, icons[i][0]))
      return icons[i][1];

  return "gh-info-symbolic";
}
