/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/gh-dashboard-page.h"

#include "base/gh-link.h"
#include "dashboard/gh-dashboard-card.h"
#include "kit/gh-inner-name.h"
#include "list/gh-list-term.h"
#include "session/gh-pace.h"
#include "session/gh-session-count.h"
#include "users/gh-users-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Users in the Trash have their own page. */
#define IN_TRASH "status:trash "

/* What is counted: users of a category who match a query. In card order; the last two are rows. */
typedef enum {
  LOCKED_OUT,
  NO_END,
  NOT_ENROLLED,
  INACTIVE,
  DELETED_SOON,
  N_CARDS,

  BYPASS_ENDS = N_CARDS,
  DELETED_THIS_WEEK,
  N_COUNTS
} Count;

static const struct {
  const char *view;   /* nullable */
  const char *query;  /* nullable */
  const char *title;
  const char *caption;
  const char *icon_name;
  const char *icon_style;
  const char *row[2];
} counts[N_COUNTS] = {
  [LOCKED_OUT] = { "locked", NULL, N_("Locked out"), N_("After failures to sign in"),
                   "gh-locked-symbolic", "error" },
  [NO_END] = { "bypass", "is:noend", N_("Bypass without end"), N_("Their password alone is enough"),
               "gh-bypass-symbolic", "warning" },
  [NOT_ENROLLED] = { "not-enrolled", NULL, N_("Not enrolled"), N_("No phone or hardware token yet"),
                     "gh-phone-symbolic", "dim-label" },
  [INACTIVE] = { "inactive", NULL, N_("Inactive"), N_("No login for 30 days"),
                 "gh-clock-symbolic", "dim-label" },
  [DELETED_SOON] = { NULL, IN_TRASH "purge:<2d", N_("Deleted within 2 days"),
                     N_("Until then they can be restored"), "gh-trash-symbolic", "warning" },
  [BYPASS_ENDS] = { NULL, "until:<7d", .row = GH_PLURAL ("%s Bypass period", "%s Bypass periods") },
  [DELETED_THIS_WEEK] = { NULL, IN_TRASH "purge:<7d",
                          .row = GH_PLURAL ("%s user is deleted for good", "%s users are deleted for good") },
};

struct _GhDashboardPage {
  GhPage         parent_instance;

  GtkMenuButton *add_button;
  GtkStack      *stack;
  AdwStatusPage *failure;
  GtkFlowBox    *cards;
  AdwActionRow  *bypass_row;
  AdwActionRow  *purge_row;

  GtkWidget     *card[N_CARDS];
  GhPace        *pace;       /* of the counting */
  GCancellable  *counting;
  gint64         began;      /* when counting began, monotonic */
};

/* What the counts depend on: a user's status may come from a group. */
static const char *const kinds[] = { "user", "group", NULL };

G_DEFINE_FINAL_TYPE (GhDashboardPage, gh_dashboard_page, GH_TYPE_PAGE)

/* --- counting --- */

static void
show_row (AdwActionRow *row,
          Count         index,
          gint64        n)
{
  g_autofree char *title = gh_operate_words_dup_count (counts[index].row, n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_sensitive (GTK_WIDGET (row), n > 0);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GhDashboardPage) self = data;
  g_autoptr (GError) error = NULL;
  GArray *found = gh_session_count_finish (result, &error);
  const gint64 *n = found != NULL ? (const gint64 *) (const void *) found->data : NULL;

  if (self->cards == NULL)
    return;

  gh_pace_end (self->pace, g_get_monotonic_time () - self->began);
  if (n == NULL)
    {
      g_autofree char *description = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failure, description);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }

  for (Count i = 0; i < N_CARDS; i++)
    gh_dashboard_card_set_count (GH_DASHBOARD_CARD (self->card[i]), n[i]);
  gtk_flow_box_invalidate_sort (self->cards);

  show_row (self->bypass_row, BYPASS_ENDS, n[BYPASS_ENDS]);
  show_row (self->purge_row, DELETED_THIS_WEEK, n[DELETED_THIS_WEEK]);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "counted") == 0)
    return;

  /* Until now nothing could take the focus. */
  gtk_stack_set_visible_child_name (self->stack, "counted");
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gh_page_take_focus (GH_PAGE (self));
}

static void
count (gpointer data)
{
  GhDashboardPage *self = data;
  GPtrArray *queries;

  /* Counts only while the page is visible. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      gh_pace_end (self->pace, 0);
      return;
    }

  self->began = g_get_monotonic_time ();

  queries = g_ptr_array_new_with_free_func (g_free);
  for (Count i = 0; i < N_COUNTS; i++)
    {
      const GhListCategory *category = gh_list_kind_find_category (&gh_users_kind.list, counts[i].view);

      g_ptr_array_add (queries, g_strjoin (" ", category != NULL ? category->query : "", counts[i].query, NULL));
    }
  gh_session_count_async (gh_page_get_session (GH_PAGE (self)), queries, gh_users_kind.list.count, &gh_users_kind,
                          self->counting, counted_cb, g_object_ref (self));
}

static void
gh_dashboard_page_changed (GhPage          *page,
                           const GhChanges *changes)
{
  gh_pace_ask (GH_DASHBOARD_PAGE (page)->pace, gh_page_concerns (page, changes, 0));
}

/* --- the page --- */

static char *
make_link (Count index)
{
  const char *query = counts[index].query;
  gboolean is_trash = query != NULL && g_str_has_prefix (query, IN_TRASH);
  g_autoptr (GPtrArray) terms = g_ptr_array_new ();
  g_autofree char *chips = NULL;
  GhLink link = { .page = (char *) (is_trash ? "trash" : "users"), .view = (char *) counts[index].view };

  if (query != NULL)
    {
      /* It was not typed, so it shows as a chip. */
      g_ptr_array_add (terms, (char *) (is_trash ? query + strlen (IN_TRASH) : query));
      chips = gh_list_term_join_view (terms, "");
      link.query = chips;
    }

  return gh_link_format (&link);
}

/* Sorts empty cards to the end. */
static int
compare_cb (GtkFlowBoxChild *one,
            GtkFlowBoxChild *other,
            gpointer         data)
{
  GhDashboardPage *self = data;
  GtkWidget *a = gtk_flow_box_child_get_child (one);
  GtkWidget *b = gtk_flow_box_child_get_child (other);
  gboolean a_is_empty = gh_dashboard_card_get_count (GH_DASHBOARD_CARD (a)) == 0;
  gboolean b_is_empty = gh_dashboard_card_get_count (GH_DASHBOARD_CARD (b)) == 0;

  if (a_is_empty != b_is_empty)
    return a_is_empty ? 1 : -1;
  for (Count i = 0; i < N_CARDS; i++)
    if (self->card[i] == a || self->card[i] == b)
      return self->card[i] == a ? -1 : 1;

  return 0;
}

static void
gh_dashboard_page_map (GtkWidget *widget)
{
  GhDashboardPage *self = GH_DASHBOARD_PAGE (widget);

  GTK_WIDGET_CLASS (gh_dashboard_page_parent_class)->map (widget);

  if (!gh_pace_is_begun (self->pace))
    gh_pace_ask (self->pace, TRUE);
}

static void
narrow_cb (GhDashboardPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  if (narrow)
    gtk_menu_button_set_icon_name (self->add_button, "gh-add-symbolic");
  else
    gtk_menu_button_set_label (self->add_button, _("Add New…"));
  gtk_menu_button_set_always_show_arrow (self->add_button, !narrow);
  if (narrow)
    gtk_widget_remove_css_class (GTK_WIDGET (self->add_button), "raised");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->add_button), "raised");
}

static void
gh_dashboard_page_dispose (GObject *object)
{
  GhDashboardPage *self = GH_DASHBOARD_PAGE (object);

  g_clear_pointer (&self->pace, gh_pace_free);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (self->cards != NULL)
    gtk_flow_box_set_sort_func (self->cards, NULL, NULL, NULL);
  self->cards = NULL;

  G_OBJECT_CLASS (gh_dashboard_page_parent_class)->dispose (object);
}

static void
gh_dashboard_page_class_init (GhDashboardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_dashboard_page_dispose;
  widget_class->map = gh_dashboard_page_map;
  GH_PAGE_CLASS (klass)->kinds = kinds;
  GH_PAGE_CLASS (klass)->beside = GH_CHANGES_FACTS | GH_CHANGES_TIME;
  GH_PAGE_CLASS (klass)->changed = gh_dashboard_page_changed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/dashboard/gh-dashboard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhDashboardPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhDashboardPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, GhDashboardPage, failure);
  gtk_widget_class_bind_template_child (widget_class, GhDashboardPage, cards);
  gtk_widget_class_bind_template_child (widget_class, GhDashboardPage, bypass_row);
  gtk_widget_class_bind_template_child (widget_class, GhDashboardPage, purge_row);
}

static void
gh_dashboard_page_init (GhDashboardPage *self)
{
  g_autofree char *bypass_link = make_link (BYPASS_ENDS);
  g_autofree char *purge_link = make_link (DELETED_THIS_WEEK);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->pace = gh_pace_new (0, count, self);
  self->counting = g_cancellable_new ();

  for (Count i = 0; i < N_CARDS; i++)
    {
      g_autofree char *link = make_link (i);

      self->card[i] = gh_dashboard_card_new (_(counts[i].title), _(counts[i].caption), counts[i].icon_name,
                                             counts[i].icon_style, link);
      gtk_flow_box_append (self->cards, self->card[i]);
      gtk_widget_set_focusable (gtk_widget_get_parent (self->card[i]), FALSE);
    }
  gtk_flow_box_set_sort_func (self->cards, compare_cb, self, NULL);
  gh_menu_button_set_name (self->add_button, _("Add New…"));
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->bypass_row), "s", bypass_link);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->purge_row), "s", purge_link);
}
