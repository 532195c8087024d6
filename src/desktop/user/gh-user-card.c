/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user/gh-user-card.h"

#include "session/gh-when.h"
#include "session/gh-user-look.h"

#include <glib/gi18n-lib.h>

struct _GhUserCard {
  GtkBox     parent_instance;

  GtkImage  *icon;
  GtkLabel  *status;
  GtkWidget *no_end;
  GtkLabel  *since;
  GtkLabel  *reason;
  GtkLabel  *source;
  GtkWidget *unlock;
  GtkWidget *change;
  GtkWidget *refusal_box;
  GtkLabel  *refusal;
};

G_DEFINE_FINAL_TYPE (GhUserCard, gh_user_card, GTK_TYPE_BOX)

/* The user's properties that are needed here. */
typedef struct {
  GhUser *user;
  gint64  now;
  gint64  until;
  gint64  locked;
  gint64  locked_until;
  gint64  sent;
  gint64  origin;
  gint64  before;
  char   *sent_by;
  char   *source;
  char   *lockout_reason;
  char   *directory;
} Facts;

static void
facts_clear (Facts *facts)
{
  g_free (facts->sent_by);
  g_free (facts->source);
  g_free (facts->lockout_reason);
  g_free (facts->directory);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, facts_clear)

static void
set_label (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static char *
dup_since (const Facts       *facts,
           GhEffectiveStatus  status)
{
  g_autofree char *when = NULL;

  if (status == GH_EFFECTIVE_LOCKED_OUT)
    {
      when = gh_when_dup_text (facts->locked, facts->now);
      /* Translators: since a moment, such as “Today 07:55” */
      return g_strdup_printf (_("Since %s"), when);
    }
  if (status == GH_EFFECTIVE_PENDING_DELETION)
    {
      when = gh_when_dup_text (facts->sent, facts->now);
      /* Translators: since when, and who did it */
      return g_strdup_printf (_("Since %s, by %s"), when, facts->sent_by);
    }

  return NULL;
}

static char *
dup_trash_reason (const Facts *facts)
{
  const char *before = gh_effective_status_get_label (facts->before == GH_STATUS_BYPASS ? GH_EFFECTIVE_BYPASS :
                                                      facts->before == GH_STATUS_DISABLED ? GH_EFFECTIVE_DISABLED :
                                                      GH_EFFECTIVE_ACTIVE);

  switch (facts->origin)
    {
    case GH_TRASH_INACTIVITY:
      return g_strdup_printf (_("Sent here for inactivity. Was %s before."), before);

    case GH_TRASH_SYNC:
      return g_strdup_printf (_("Left the directory. Was %s before."), before);

    default:
      return g_strdup_printf (_("Sent by hand. Was %s before."), before);
    }
}

static char *
dup_lockout_reason (const Facts *facts)
{
  g_autofree char *end = NULL;

  if (facts->locked_until == 0)
    return g_strdup (facts->lockout_reason);

  end = gh_when_dup_text (facts->locked_until, facts->now);
  /* Translators: why somebody is locked out, and when that ends, such as “Today 10:55” */
  return g_strdup_printf (_("%s\nEnds by itself: %s."), facts->lockout_reason, end);
}

static char *
dup_reason (const Facts       *facts,
            GhEffectiveStatus  status,
            const char        *time_zone)
{
  g_autofree char *day = NULL;

  switch (status)
    {
    case GH_EFFECTIVE_LOCKED_OUT:
      return dup_lockout_reason (facts);

    case GH_EFFECTIVE_PENDING_DELETION:
      return dup_trash_reason (facts);

    case GH_EFFECTIVE_DISABLED:
      return g_strdup (_("Signing in is denied."));

    case GH_EFFECTIVE_BYPASS:
      if (!g_str_equal (facts->source, "user") || facts->until == 0)
        return g_strdup (_("No second factor is asked for: the password alone is enough."));
      day = gh_when_dup_day (facts->until - 1, facts->now, time_zone);
      /* Translators: a day, such as “3 Dec” */
      return g_strdup_printf (_("No second factor is asked for until the end of %s."), day);

    default:
      return g_strdup (_("Two-factor sign-in is required."));
    }
}

/* After the reason: an application that counts its own failures denies, whatever the status. */
static char *
add_locked_at (char   *reason,
               GhUser *user)
{
  g_autofree char *first = reason;
  g_autofree char *names = g_strjoinv (", ", (GStrv) gh_user_get_locked_at (user));

  if (*names == '\0')
    return g_steal_pointer (&first);

  /* Translators: why somebody may or may not sign in, and the names of applications */
  return g_strdup_printf (_("%s\nLocked out, for failures there, of: %s."), first, names);
}

static char *
dup_source (const Facts *facts)
{
  guint n = gh_user_get_row (facts->user)->n_groups;

  if (g_str_has_prefix (facts->source, "group "))
    return g_strdup_printf (_("Source: the group “%s”."), facts->source + strlen ("group "));
  if (g_str_equal (facts->source, "directory"))
    return g_strdup_printf (_("Source: the directory %s."), facts->directory);
  if (g_str_equal (facts->source, "trash"))
    return NULL;
  if (n == 0)
    return g_strdup (_("Source: this user."));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Source: this user. The one group does not decide it.",
                                       "Source: this user. None of the %u groups decides it.", n), n);
}

void
gh_user_card_show (GhUserCard *self,
                   GhUser     *user,
                   GhSession  *session,
                   GhRefusal   refusal)
{
  GhEffectiveStatus status = gh_user_get_row (user)->status;
  g_auto(Facts) facts = { .user = user, .now = gh_session_get_now (session) };
  g_autofree char *since = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *source = NULL;

  g_return_if_fail (GH_IS_USER_CARD (self));

  g_object_get (user, "until", &facts.until, "locked", &facts.locked, "locked-until", &facts.locked_until,
                "sent", &facts.sent, "trash-origin", &facts.origin, "status-before", &facts.before,
                "sent-by", &facts.sent_by, "source", &facts.source, "lockout-reason", &facts.lockout_reason,
                "directory", &facts.directory, NULL);
  since = dup_since (&facts, status);
  reason = add_locked_at (dup_reason (&facts, status, gh_session_get_time_zone (session)), user);
  source = dup_source (&facts);

  gh_user_look_set (self->icon, self->status, status);
  gtk_widget_set_visible (self->no_end, status == GH_EFFECTIVE_BYPASS && g_str_equal (facts.source, "user") &&
                                        facts.until == 0);
  set_label (self->since, since);
  set_label (self->reason, reason);
  set_label (self->source, source);
  gtk_widget_set_visible (self->unlock, status == GH_EFFECTIVE_LOCKED_OUT ||
                                        (status == GH_EFFECTIVE_ACTIVE && *gh_user_get_locked_at (user) != NULL));
  set_label (self->refusal, refusal != GH_REFUSAL_NONE ? gh_refusal_get_tooltip (refusal) : NULL);
  gtk_widget_set_visible (self->refusal_box, refusal != GH_REFUSAL_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->change), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gh_refusal_get_tooltip (refusal), -1);
}

static void
gh_user_card_class_init (GhUserCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/user/gh-user-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GhUserCard, icon);
  gtk_widget_class_bind_template_child (widget_class, GhUserCard, status);
  gtk_widget_class_bind_template_child (widget_class, GhUserCard, no_end);
  gtk_widget_class_bind_template_child (widget_class, GhUserCard, since);
  gtk_widget_class_bind_template_child (widget_class, GhUserCard, reason);
  gtk_widget_class_bind_template_child (widget_class, GhUserCard, source);
  gtk_widget_class_bind_template_child (widget_class, GhUserCard, unlock);
  gtk_widget_class_bind_template_child (widget_class, GhUserCard, change);
  gtk_widget_class_bind_template_child (widget_class, GhUserCard, refusal_box);
  gtk_widget_class_bind_template_child (widget_class, GhUserCard, refusal);
}

static void
gh_user_card_init (GhUserCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
