/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-role-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* All of A4, one column per role: Owner, Administrator, Application Manager, User Manager, Help Desk, Security
 * Analyst, Read-only. gh_role_may_set_status() below decides which statuses a role may set. */
static struct {
  const char *name;
  char        may[GH_N_ROLES + 1];
} table[] = {
  /*                                  OAMUHSR */
  { "organisation.create",           "y------" },
  { "organisation.fill-practice",    "y------" },
  { "organisation.restore",          "y------" },
  { "organisation.begin-era",        "y------" },
  { GH_RIGHT_BACKUP,                 "y------" },

  { GH_RIGHT_VIEW_ADMINISTRATORS,    "y------" },
  { "administrator.add",             "y------" },
  { "administrator.edit",            "y------" },
  { "administrator.set-role",        "y------" },
  { "administrator.disable",         "y------" },
  { "administrator.enable",          "y------" },
  { "administrator.unlock",          "y------" },
  { "administrator.reset-password",  "y------" },
  { "administrator.reset-factor",    "y------" },
  { "administrator.remove",          "y------" },
  { "administrator.set-up",          "yyyyyyy" }, /* the own account, like the next three */
  { "administrator.change-password", "yyyyyyy" },
  { "administrator.replace-factor",  "yyyyyyy" },
  { "administrator.renew-codes",     "yyyyyyy" },

  { "settings.set",                  "yy-----" },
  { "key.create",                    "y------" },
  { "key.rotate",                    "y------" },
  { "key.renew-recovery",            "y------" },
  { "key.export",                    "y------" },

  { GH_RIGHT_VIEW_USERS,             "yyyyyyy" },
  { GH_RIGHT_EXPORT,                 "yyyy-yy" },
  { "user.add",                      "yy-y---" },
  { "user.import",                   "yy-y---" },
  { "user.edit",                     "yy-yy--" },
  { "user.set-status",               "yy-yy--" },
  { "user.trash",                    "yy-yy--" },
  { "user.restore",                  "yy-yy--" },
  { "user.purge",                    "yy-yy--" },
  { "user.add-to-group",             "yy-y---" },
  { "user.remove-from-group",        "yy-y---" },

  { "phone.add",                     "yy-yy--" },
  { "phone.edit",                    "yy-yy--" },
  { "phone.attach",                  "yy-yy--" },
  { "phone.detach",                  "yy-yy--" },
  { "phone.activate",                "yy-yy--" },
  { "phone.make-sms-passcodes",      "yy-yy--" },
  { "phone.delete",                  "yy-y---" },

  { GH_RIGHT_CHECK_PASSCODE,         "yy-yy--" },
  { "bypass-code.create",            "yy-yy--" },
  { "bypass-code.show",              "yy-yy--" },
  { "bypass-code.delete",            "yy-yy--" },
  { "bypass-code.note-ended",        "y------" },

  { "token.add",                     "yy-y---" },
  { "token.edit",                    "yy-yy--" },
  { "token.set-secret",              "yy-y---" },
  { "token.assign",                  "yy-yy--" },
  { "token.unassign",                "yy-yy--" },
  { "token.resync",                  "yy-yy--" },
  { "token.delete",                  "yy-y---" },

  { "group.add",                     "yy-y---" },
  { "group.edit",                    "yy-y---" },
  { "group.delete",                  "yy-y---" },

  { "directory.create",              "yy-y---" },
  { "sync.apply",                    "yy-y---" },

  { "phone.note-activated",          "y------" },
  { "user.end-bypass",               "y------" },
  { "user.sweep-inactive",           "y------" },
  { "user.purge-due",                "y------" },
  { "job.accept-clock",              "y------" },

  { GH_RIGHT_VIEW_LOG,               "yy-yyyy" },
  { GH_RIGHT_EXPORT_LOG,             "yy-y-yy" },
  { "log.undo",                      "yy-yy--" }, /* and the right to the one undone (O5) */
  { "log.note-unsigned",             "y------" },
  { "log.accept-head",               "y------" },
  { "log.apply-retention",           "y------" },
  { NULL },                                      /* for gh_role_add() */
};

static const char *
find_row (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table) && table[i].name != NULL; i++)
    if (strcmp (table[i].name, name) == 0)
      return table[i].may;

  return NULL;
}

void
gh_role_add (const char *name,
             const char *may)
{
  gsize last = G_N_ELEMENTS (table) - 1;

  g_return_if_fail (table[last].name == NULL && strlen (may) == GH_N_ROLES);

  table[last].name = name;
  memcpy (table[last].may, may, sizeof table[last].may);
}

static const char *const labels[GH_N_ROLES] = {
  [GH_ROLE_OWNER] = N_("Owner"),
  [GH_ROLE_ADMINISTRATOR] = N_("Administrator"),
  [GH_ROLE_APPLICATION_MANAGER] = N_("Application Manager"),
  [GH_ROLE_USER_MANAGER] = N_("User Manager"),
  [GH_ROLE_HELP_DESK] = N_("Help Desk"),
  [GH_ROLE_SECURITY_ANALYST] = N_("Security Analyst"),
  [GH_ROLE_READ_ONLY] = N_("Read-only"),
};

const char *const gh_role_words[GH_N_ROLES + 1] = {
  [GH_ROLE_OWNER] = "owner",
  [GH_ROLE_ADMINISTRATOR] = "administrator",
  [GH_ROLE_APPLICATION_MANAGER] = "application-manager",
  [GH_ROLE_USER_MANAGER] = "user-manager",
  [GH_ROLE_HELP_DESK] = "help-desk",
  [GH_ROLE_SECURITY_ANALYST] = "security-analyst",
  [GH_ROLE_READ_ONLY] = "read-only",
};

gboolean
gh_role_parse (const char *word,
               GhRole     *role)
{
  for (GhRole r = 0; r < GH_N_ROLES; r++)
    if (g_ascii_strcasecmp (word, gh_role_words[r]) == 0)
      {
        *role = r;
        return TRUE;
      }

  return FALSE;
}

const char *
gh_role_get_label (GhRole role)
{
  return _(gh_role_get_api_name (role));
}

const char *
gh_role_get_api_name (GhRole role)
{
  g_return_val_if_fail (role < GH_N_ROLES, NULL);

  return labels[role];
}

GhRefusal
gh_role_may (GhRole      role,
             const char *name)
{
  const char *may = find_row (name);

  g_return_val_if_fail (role < GH_N_ROLES, GH_REFUSAL_ROLE);
  g_return_val_if_fail (may != NULL, GH_REFUSAL_ROLE);

  return may[role] == 'y' ? GH_REFUSAL_NONE : GH_REFUSAL_ROLE;
}

GhRefusal
gh_role_may_take (GhRole      role,
                  const char *right,
                  gint64      n_rows)
{
  if (n_rows <= GH_ROLE_ROWS || gh_role_may (role, right) == GH_REFUSAL_NONE)
    return GH_REFUSAL_NONE;

  return GH_REFUSAL_TOO_MANY_ROWS;
}

GhRefusal
gh_role_may_set_status (GhRole            role,
                        GhStoredStatus    wanted,
                        gboolean          is_unlocking,
                        const GhSettings *settings)
{
  switch (role)
    {
    case GH_ROLE_OWNER:
    case GH_ROLE_ADMINISTRATOR:
      return GH_REFUSAL_NONE;

    case GH_ROLE_USER_MANAGER:
      if (wanted == GH_STATUS_BYPASS && !settings->user_managers_can_put_users_in_bypass)
        return GH_REFUSAL_STATUS_NOT_YOURS;
      return GH_REFUSAL_NONE;

    case GH_ROLE_HELP_DESK:
      if (wanted == GH_STATUS_ACTIVE && is_unlocking)
        return GH_REFUSAL_NONE;
      return GH_REFUSAL_ONLY_UNLOCK;

    default:
      return GH_REFUSAL_STATUS_NOT_YOURS;
    }
}
