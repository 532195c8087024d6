/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/gh-dashboard-page.h"

#include "base/gh-link.h"
#include "dashboard/gh-attention-card.h"

#include <glib/gi18n-lib.h>

/* What is counted, and the view that shows it: the query is what the page, its category and @rest come to. */
typedef struct {
  const char  *icon_name;
  const char  *icon_style;
  const char  *title;
  const char  *caption;
  const char  *query;
  GhUserScope  scope;
  const char  *page;
  const char  *category;
  const char  *rest;
} Item;

enum {
  LOCKED,
  NO_END,
  NOT_ENROLLED,
  INACTIVE,
  DELETED_SOON,
  N_CARDS,

  BYPASS_ENDS = N_CARDS,
  DELETED_THIS_WEEK,
  N_ITEMS,
};

static const Item items[N_ITEMS] = {
  [LOCKED] = { "gh-locked-symbolic", "error", N_("Locked out"), N_("They wait until somebody unlocks them"),
               "status:locked", GH_USER_SCOPE_USERS, "users", "locked", NULL },
  [NO_END] = { "gh-bypass-symbolic", "warning", N_("Bypass without end"), N_("The password alone is enough for them"),
               "status:bypass is:noend", GH_USER_SCOPE_USERS, "users", "bypass", "is:noend" },
  [NOT_ENROLLED] = { "gh-phone-symbolic", "dim-label", N_("Not enrolled"), N_("No phone and no hardware token"),
                     "-is:enrolled", GH_USER_SCOPE_USERS, "users", "not-enrolled", NULL },
  [INACTIVE] = { "gh-inactive-symbolic", "dim-label", N_("Inactive"), N_("No login for 30 days"),
                 "is:inactive", GH_USER_SCOPE_USERS, "users", "inactive", NULL },
  [DELETED_SOON] = { "gh-trash-symbolic", "dim-label", N_("Deleted within 2 days"), N_("Until then they can be restored"),
                     "purge:<2d", GH_USER_SCOPE_TRASH, "trash", NULL, "purge:<2d" },
  [BYPASS_ENDS] = { NULL, NULL, NULL, NULL, "status:bypass until:<7d", GH_USER_SCOPE_USERS, "users", "bypass",
                    "until:<7d" },
  [DELETED_THIS_WEEK] = { NULL, NULL, NULL, NULL, "purge:<7d", GH_USER_SCOPE_TRASH, "trash", NULL, "purge:<7d" },
};

struct _GhDashboardPage {
  GhPage         parent_instance;

  GtkWidget     *cards;
  GtkWidget     *bypass_row;
  GtkWidget     *deleted_row;
  GtkWidget     *week;
  GtkWidget     *nothing_row;

  GhAttentionCard *card[N_CARDS];
  GCancellable  *counting;       /* NULL: nothing is being counted */
  gboolean       is_stale;       /* since the counting began */
};

G_DEFINE_FINAL_TYPE (GhDashboardPage, gh_dashboard_page, GH_TYPE_PAGE)

/* --- counting --- */

typedef struct {
  GhStore *store;
  gint64   now;
  char    *time_zone;
  gint64   counts[N_ITEMS];
} Counting;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  g_object_unref (counting->store);
  g_free (counting->time_zone);
  g_free (counting);
}

static gboolean
count_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Counting *counting = data;

  for (int i = 0; i < N_ITEMS; i++)
    {
      GhUserView view = { .query = items[i].query, .scope = items[i].scope, .now = counting->now,
                          .time_zone = counting->time_zone };

      if (!gh_user_view_count (&view, connection, &counting->counts[i], error))
        return FALSE;
    }

  return TRUE;
}

static void
count_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Counting *counting = data;
  GError *error = NULL;

  if (gh_store_read (counting->store, count_cb, counting, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void start_counting (GhDashboardPage *self);

static void
show_week (GhDashboardPage *self,
           const gint64     counts[N_ITEMS])
{
  const char *bypass = ngettext ("%s Bypass period ends", "%s Bypass periods end", counts[BYPASS_ENDS]);
  const char *deleted = ngettext ("%s user is deleted for good", "%s users are deleted for good",
                                  counts[DELETED_THIS_WEEK]);
  g_autofree char *bypass_count = g_strdup_printf ("%'" G_GINT64_FORMAT, counts[BYPASS_ENDS]);
  g_autofree char *deleted_count = g_strdup_printf ("%'" G_GINT64_FORMAT, counts[DELETED_THIS_WEEK]);
  g_autoptr (GString) text = g_string_new (bypass);

  g_string_replace (text, "%s", bypass_count, 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->bypass_row), text->str);
  g_string_assign (text, deleted);
  g_string_replace (text, "%s", deleted_count, 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->deleted_row), text->str);

  gtk_widget_set_visible (self->bypass_row, counts[BYPASS_ENDS] > 0);
  gtk_widget_set_visible (self->deleted_row, counts[DELETED_THIS_WEEK] > 0);
  gtk_widget_set_visible (self->nothing_row, counts[BYPASS_ENDS] == 0 && counts[DELETED_THIS_WEEK] == 0);
  gtk_widget_set_visible (self->week, TRUE);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  GhDashboardPage *self = GH_DASHBOARD_PAGE (source);
  Counting *counting = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->counting);
  if (self->cards == NULL)
    return;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      gh_page_add_toast (GH_PAGE (self), error->message, 0);
      return;
    }

  for (int i = 0; i < N_CARDS; i++)
    gh_attention_card_set_count (self->card[i], counting->counts[i]);
  gtk_flow_box_invalidate_sort (GTK_FLOW_BOX (self->cards));
  show_week (self, counting->counts);
  if (self->is_stale)
    start_counting (self);
}

static void
start_counting (GhDashboardPage *self)
{
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  g_autoptr (GTask) task = NULL;
  Counting *counting;

  self->is_stale = self->counting != NULL;
  if (self->is_stale)
    return;

  counting = g_new0 (Counting, 1);
  counting->store = g_object_ref (gh_session_get_store (session));
  counting->now = gh_session_get_now (session);
  counting->time_zone = g_strdup (gh_session_get_time_zone (session));
  self->counting = g_cancellable_new ();
  task = g_task_new (self, self->counting, counted_cb, NULL);
  g_task_set_task_data (task, counting, counting_free);
  g_task_run_in_thread (task, count_in_thread);
}

/* Nobody looks: it is counted when somebody does. */
static void
changed_cb (GhDashboardPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    start_counting (self);
}

/* --- opening --- */

static void
open_item (GhDashboardPage *self,
           const Item      *item)
{
  /* The texts are only lent. */
  const GhLink link = { .page = (char *) item->page, .view = (char *) item->category, .query = (char *) item->rest };
  g_autofree char *text = gh_link_format (&link);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-link", "s", text);
}

static void
card_clicked_cb (GhDashboardPage *self,
                 GhAttentionCard *card)
{
  for (int i = 0; i < N_CARDS; i++)
    if (self->card[i] == card)
      open_item (self, &items[i]);
}

static void
bypass_activated_cb (GhDashboardPage *self)
{
  open_item (self, &items[BYPASS_ENDS]);
}

static void
deleted_activated_cb (GhDashboardPage *self)
{
  open_item (self, &items[DELETED_THIS_WEEK]);
}

/* --- the page --- */

/* What needs nobody comes last. */
static int
compare_cards_cb (GtkFlowBoxChild *a,
                  GtkFlowBoxChild *b,
                  gpointer         data)
{
  gint64 one = gh_attention_card_get_count (GH_ATTENTION_CARD (gtk_flow_box_child_get_child (a)));
  gint64 other = gh_attention_card_get_count (GH_ATTENTION_CARD (gtk_flow_box_child_get_child (b)));
  int place = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (a), "place"));
  int other_place = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (b), "place"));

  return (one == 0) != (other == 0) ? (one == 0 ? 1 : -1) : place - other_place;
}

static void
gh_dashboard_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_dashboard_page_parent_class)->map (widget);

  start_counting (GH_DASHBOARD_PAGE (widget));
}

static void
gh_dashboard_page_constructed (GObject *object)
{
  GhDashboardPage *self = GH_DASHBOARD_PAGE (object);

  G_OBJECT_CLASS (gh_dashboard_page_parent_class)->constructed (object);

  g_signal_connect_object (gh_page_get_session (GH_PAGE (self)), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
gh_dashboard_page_dispose (GObject *object)
{
  GhDashboardPage *self = GH_DASHBOARD_PAGE (object);

  g_cancellable_cancel (self->counting);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_DASHBOARD_PAGE);
  self->cards = NULL;

  G_OBJECT_CLASS (gh_dashboard_page_parent_class)->dispose (object);
}

static void
gh_dashboard_page_class_init (GhDashboardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = gh_dashboard_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_dashboard_page_dispose;
  widget_class->map = gh_dashboard_page_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/dashboard/gh-dashboard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhDashboardPage, cards);
  gtk_widget_class_bind_template_child (widget_class, GhDashboardPage, week);
  gtk_widget_class_bind_template_child (widget_class, GhDashboardPage, bypass_row);
  gtk_widget_class_bind_template_child (widget_class, GhDashboardPage, deleted_row);
  gtk_widget_class_bind_template_child (widget_class, GhDashboardPage, nothing_row);
  gtk_widget_class_bind_template_callback (widget_class, bypass_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, deleted_activated_cb);
}

static void
gh_dashboard_page_init (GhDashboardPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (int i = 0; i < N_CARDS; i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      self->card[i] = GH_ATTENTION_CARD (gh_attention_card_new (items[i].icon_name, items[i].icon_style,
                                                                _(items[i].title), _(items[i].caption)));
      g_signal_connect_object (self->card[i], "clicked", G_CALLBACK (card_clicked_cb), self, G_CONNECT_SWAPPED);
      /* The card takes the keyboard, not what holds it. */
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), GTK_WIDGET (self->card[i]));
      g_object_set_data (G_OBJECT (child), "place", GINT_TO_POINTER (i));
      gtk_flow_box_append (GTK_FLOW_BOX (self->cards), child);
    }
  gtk_flow_box_set_sort_func (GTK_FLOW_BOX (self->cards), compare_cards_cb, NULL, NULL);
}
