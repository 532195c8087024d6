/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-administrator-rules.h"

#include "base/gh-email.h"
#include "base/gh-fold.h"

GhRefusal
gh_administrator_check_name (const char *name)
{
  return gh_fold_check_name (name, GH_ADMINISTRATOR_NAME_MAX);
}

GhRefusal
gh_administrator_check_email (const char *email,
                              gboolean    needs_dot)
{
  return *email == '\0' ? GH_REFUSAL_EMAIL : gh_email_check (email, needs_dot);
}

gboolean
gh_administrator_is_usable_owner (const GhAdministratorFacts *self)
{
  return self->role == GH_ROLE_OWNER && !self->is_disabled && self->has_password && self->has_factor;
}

GhRefusal
gh_administrator_check_owner_left (const GhAdministratorFacts *self,
                                   gint64                      n_usable)
{
  return gh_administrator_is_usable_owner (self) && n_usable <= 1 ? GH_REFUSAL_LAST_OWNER : GH_REFUSAL_NONE;
}
