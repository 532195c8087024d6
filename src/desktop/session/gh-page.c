/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-page-private.h"

#include "kit/gh-notice.h"
#include "kit/gh-text-scale.h"
#include "logs/gh-log-entry.h"
#include "operate/gh-operate-jobs-button.h"
#include "operate/gh-operate-words.h"
#include "operate/gh-operate.h"

#include <glib/gi18n-lib.h>

/* How long a toast with a button stays. */
#define TOAST_SECONDS 8

/* The window's minimum width. */
#define LEAST_WIDTH 360

enum {
  PROP_SESSION = 1,
  PROP_TITLE,
  PROP_NARROW,
  N_PROPS
};

enum {
  SIGNAL_TOAST,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];
static GtkBuildableIface *parent_buildable;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (GhPage, gh_page, GTK_TYPE_WIDGET,
                                  G_ADD_PRIVATE (GhPage)
                                  G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

#define PRIVATE(page) ((GhPagePrivate *) gh_page_get_instance_private (page))

GhPagePrivate *
gh_page_get_private (GhPage *self)
{
  return PRIVATE (self);
}

/* --- children --- */

static void
gh_page_add_child (GtkBuildable *buildable,
                   GtkBuilder   *builder,
                   GObject      *child,
                   const char   *type)
{
  GhPagePrivate *priv = PRIVATE (GH_PAGE (buildable));

  if (!GTK_IS_WIDGET (child))
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "title") == 0)
    adw_header_bar_set_title_widget (ADW_HEADER_BAR (priv->header), GTK_WIDGET (child));
  else if (g_strcmp0 (type, "start") == 0)
    adw_header_bar_pack_start (ADW_HEADER_BAR (priv->header), GTK_WIDGET (child));
  else if (g_strcmp0 (type, "end") == 0)
    adw_header_bar_pack_end (ADW_HEADER_BAR (priv->header), GTK_WIDGET (child));
  else
    {
      gtk_widget_set_vexpand (GTK_WIDGET (child), TRUE);
      gtk_box_append (GTK_BOX (priv->box), GTK_WIDGET (child));
    }
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = gh_page_add_child;
}

/* --- layout --- */

static void
gh_page_measure (GtkWidget      *widget,
                 GtkOrientation  orientation,
                 int             for_size,
                 int            *minimum,
                 int            *natural,
                 int            *minimum_baseline,
                 int            *natural_baseline)
{
  gtk_widget_measure (PRIVATE (GH_PAGE (widget))->box, orientation, for_size, minimum, natural, NULL, NULL);

  /* What needs more now gets narrower once there is less room. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, LEAST_WIDTH);
}

static gboolean
notify_narrow_cb (gpointer data)
{
  GhPagePrivate *priv = PRIVATE (data);

  priv->notify_id = 0;
  if (priv->notice != NULL)
    gh_notice_set_narrow (GH_NOTICE (priv->notice), priv->narrow);
  g_object_notify_by_pspec (data, properties[PROP_NARROW]);

  return G_SOURCE_REMOVE;
}

static void
gh_page_size_allocate (GtkWidget *widget,
                       int        width,
                       int        height,
                       int        baseline)
{
  GhPagePrivate *priv = PRIVATE (GH_PAGE (widget));
  gboolean narrow = width < gh_text_scale (widget, GH_PAGE_NARROW_WIDTH);
  int least;

  /* Handlers show and hide widgets, which must not happen during layout. */
  if (narrow != priv->narrow && priv->notify_id == 0)
    priv->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_narrow_cb, widget, NULL);
  priv->narrow = narrow;
  /* Until the page is notified, part of it is cut off. */
  gtk_widget_measure (priv->box, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (priv->box, &(GtkAllocation) { 0, 0, MAX (width, least), height }, -1);
}

/* --- what changes --- */

gboolean
gh_page_concerns (GhPage          *self,
                  const GhChanges *changes,
                  GhChangesBeside  beside)
{
  g_return_val_if_fail (GH_IS_PAGE (self), FALSE);

  return gh_changes_concern (changes, GH_PAGE_GET_CLASS (self)->kinds, beside);
}

/* A hidden page does nothing until it is shown again. */
static void
changed_cb (GhPage          *self,
            const GhChanges *changes)
{
  GhPageClass *klass = GH_PAGE_GET_CLASS (self);

  if (klass->changed == NULL || !gh_page_concerns (self, changes, klass->beside))
    return;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    klass->changed (self, changes);
  else
    PRIVATE (self)->has_missed = TRUE;
}

static void
gh_page_map (GtkWidget *widget)
{
  GhPagePrivate *priv = PRIVATE (GH_PAGE (widget));
  g_autoptr (GhChanges) everything = NULL;

  GTK_WIDGET_CLASS (gh_page_parent_class)->map (widget);

  if (!priv->has_missed)
    return;

  priv->has_missed = FALSE;
  everything = gh_changes_new_everything ();
  GH_PAGE_GET_CLASS (widget)->changed (GH_PAGE (widget), everything);
}

/* --- life --- */

static void
gh_page_get_property (GObject    *object,
                      guint       property_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  GhPagePrivate *priv = PRIVATE (GH_PAGE (object));

  switch (property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;

    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, priv->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
gh_page_set_property (GObject      *object,
                      guint         property_id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  GhPage *self = GH_PAGE (object);

  switch (property_id)
    {
    case PROP_SESSION:
      PRIVATE (self)->session = g_value_dup_object (value);
      break;

    case PROP_TITLE:
      gh_page_set_title (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
show_window_notice (GhPage *self)
{
  GhPagePrivate *priv = PRIVATE (self);

  if (priv->notice != NULL)
    gtk_widget_set_visible (priv->notice,
                            priv->own_notice == NULL || !gh_notice_is_shown (GH_NOTICE (priv->own_notice)));
}

static GtkWidget *
find_notice (GtkWidget *widget)
{
  GtkWidget *found = GH_IS_NOTICE (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_notice (child);

  return found;
}

static void
gh_page_constructed (GObject *object)
{
  GhPagePrivate *priv = PRIVATE (GH_PAGE (object));

  G_OBJECT_CLASS (gh_page_parent_class)->constructed (object);

  priv->own_notice = find_notice (priv->box);
  if (priv->own_notice != NULL)
    g_signal_connect_object (priv->own_notice, "notify::shown", G_CALLBACK (show_window_notice), object,
                             G_CONNECT_SWAPPED);

  if (priv->session == NULL)
    return;

  /* Packed after the template's end children, so that it comes before them. */
  adw_header_bar_pack_end (ADW_HEADER_BAR (priv->header),
                           gh_operate_jobs_button_new (gh_operate_jobs_get (gh_session_get_store (priv->session))));
  g_signal_connect_object (priv->session, "changed", G_CALLBACK (changed_cb), object, G_CONNECT_SWAPPED);
}

static void
gh_page_dispose (GObject *object)
{
  GhPagePrivate *priv = PRIVATE (GH_PAGE (object));

  g_clear_handle_id (&priv->notify_id, g_source_remove);
  g_clear_weak_pointer (&priv->notice);
  priv->own_notice = NULL;
  g_clear_pointer (&priv->box, gtk_widget_unparent);
  g_clear_object (&priv->selections);
  g_clear_object (&priv->session);

  G_OBJECT_CLASS (gh_page_parent_class)->dispose (object);
}

static void
gh_page_finalize (GObject *object)
{
  g_free (PRIVATE (GH_PAGE (object))->title);
  g_ptr_array_unref (PRIVATE (GH_PAGE (object))->regions);

  G_OBJECT_CLASS (gh_page_parent_class)->finalize (object);
}

static void
gh_page_class_init (GhPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_page_get_property;
  object_class->set_property = gh_page_set_property;
  object_class->constructed = gh_page_constructed;
  object_class->dispose = gh_page_dispose;
  object_class->finalize = gh_page_finalize;
  widget_class->map = gh_page_map;
  widget_class->measure = gh_page_measure;
  widget_class->size_allocate = gh_page_size_allocate;

  /**
   * GhPage:session:
   *
   * The open organisation.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, GH_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * GhPage:title:
   *
   * The page's name, for the window title.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * GhPage:narrow:
   *
   * Whether there is little room.
   */
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * GhPage::toast:
   * @toast: a toast to show
   */
  signals[SIGNAL_TOAST] =
    g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, ADW_TYPE_TOAST);
}

/* Hidden until gh_page_set_folded(). */
static GtkWidget *
add_button (GhPagePrivate *priv,
            GtkWidget     *button,
            const char    *icon_name,
            const char    *action,
            const char    *name)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (button, FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (priv->header), button);

  return button;
}

static void
gh_page_init (GhPage *self)
{
  GhPagePrivate *priv = PRIVATE (self);

  priv->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (priv->box, GTK_WIDGET (self));

  priv->header = adw_header_bar_new ();
  gtk_widget_add_css_class (priv->header, "flat");
  gtk_box_append (GTK_BOX (priv->box), priv->header);
  priv->regions = g_ptr_array_new ();
  g_ptr_array_add (priv->regions, priv->header);

  priv->back_button = add_button (priv, gtk_button_new (), "gh-back-symbolic", "win.back", _("Back"));
  priv->sidebar_button = add_button (priv, gtk_toggle_button_new (), "gh-sidebar-symbolic", "win.show-sidebar",
                                     _("Sidebar"));
}

/* --- for the page and the window --- */

GhSession *
gh_page_get_session (GhPage *self)
{
  g_return_val_if_fail (GH_IS_PAGE (self), NULL);

  return PRIVATE (self)->session;
}

gboolean
gh_page_get_narrow (GhPage *self)
{
  g_return_val_if_fail (GH_IS_PAGE (self), FALSE);

  return PRIVATE (self)->narrow;
}

const char *
gh_page_get_title (GhPage *self)
{
  g_return_val_if_fail (GH_IS_PAGE (self), NULL);

  return PRIVATE (self)->title;
}

void
gh_page_set_title (GhPage     *self,
                   const char *title)
{
  GhPagePrivate *priv;

  g_return_if_fail (GH_IS_PAGE (self));

  priv = PRIVATE (self);
  if (g_strcmp0 (priv->title, title) == 0)
    return;

  g_free (priv->title);
  priv->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
gh_page_take_notice (GhPage    *self,
                     GtkWidget *notice)
{
  GhPagePrivate *priv;
  GtkWidget *before;

  g_return_if_fail (GH_IS_PAGE (self));
  g_return_if_fail (GH_IS_NOTICE (notice));

  priv = PRIVATE (self);
  before = gtk_widget_get_ancestor (notice, GH_TYPE_PAGE);
  if (before == GTK_WIDGET (self))
    return;

  g_object_ref (notice);
  if (before != NULL)
    {
      g_clear_weak_pointer (&PRIVATE (GH_PAGE (before))->notice);
      gtk_box_remove (GTK_BOX (PRIVATE (GH_PAGE (before))->box), notice);
    }
  gtk_box_insert_child_after (GTK_BOX (priv->box), notice, priv->header);
  g_set_weak_pointer (&priv->notice, notice);
  g_object_unref (notice);
  gh_notice_set_narrow (GH_NOTICE (notice), priv->narrow);
  show_window_notice (self);
}

void
gh_page_add_region (GhPage    *self,
                    GtkWidget *region)
{
  g_return_if_fail (GH_IS_PAGE (self));
  g_return_if_fail (GTK_IS_WIDGET (region));

  g_ptr_array_add (PRIVATE (self)->regions, region);
}

void
gh_page_set_folded (GhPage   *self,
                    gboolean  folded,
                    gboolean  has_parent)
{
  GhPagePrivate *priv;

  g_return_if_fail (GH_IS_PAGE (self));

  priv = PRIVATE (self);
  gtk_widget_set_visible (priv->back_button, has_parent && !GH_PAGE_GET_CLASS (self)->has_cancel);
  gtk_widget_set_visible (priv->sidebar_button, folded && !has_parent);
}

void
gh_page_add_own_toast (GhPage   *self,
                       AdwToast *toast)
{
  g_return_if_fail (GH_IS_PAGE (self));

  g_signal_emit (self, signals[SIGNAL_TOAST], 0, toast);
  g_object_unref (toast);
}

/* With a button, if @label is not NULL. */
static void
add_toast (GhPage     *self,
           const char *text,
           const char *label,
           const char *action,
           GVariant   *target)
{
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  if (label != NULL)
    {
      adw_toast_set_button_label (toast, label);
      adw_toast_set_action_name (toast, action);
      adw_toast_set_action_target_value (toast, target);
      adw_toast_set_timeout (toast, TOAST_SECONDS);
    }
  gh_page_add_own_toast (self, toast);
}

void
gh_page_add_toast (GhPage     *self,
                   const char *text,
                   gint64      entry)
{
  if (entry != 0)
    add_toast (self, text, _("_Undo"), "win.undo-entry", g_variant_new_int64 (entry));
  else
    add_toast (self, text, NULL, NULL, NULL);
}

void
gh_page_set_selections (GhPage       *self,
                        GhSelections *selections)
{
  g_return_if_fail (GH_IS_PAGE (self));

  g_clear_object (&PRIVATE (self)->selections);
  PRIVATE (self)->selections = selections;
}

void
gh_page_forget_selections (GhPage *self)
{
  g_return_if_fail (GH_IS_PAGE (self));

  gh_selections_forget (PRIVATE (self)->selections);
}

/* What was undone, and for a single record its name: “Undid Send to Trash (anna): 1 put back as it was”. For a redo,
 * what was redone. */
static char *
dup_undone_text (GhPage         *self,
                 const GhResult *undo,
                 const char     *text)
{
  gint64 number = g_ascii_strtoll (undo->object_key != NULL ? undo->object_key : "", NULL, 10);
  g_autoptr (GhLogEntry) entry = NULL;
  g_autofree char *label = NULL;
  const GhOperation *operation;
  GhConnection *reader;

  /* The reader's transaction may be older than the entry. */
  gh_session_renew_reader (PRIVATE (self)->session);
  reader = gh_session_get_reader (PRIVATE (self)->session, NULL);
  entry = reader != NULL ? gh_log_entry_read (reader, number, NULL) : NULL;
  operation = entry != NULL ? gh_operation_find (entry->operation) : NULL;
  if (operation == NULL)
    return g_strdup (text);

  if (entry->undoes != 0)
    /* Translators: what is done again, and what came of it: “Redid Send to Trash (entry 12): 1 put back as it was” */
    return g_strdup_printf (_("Redid %s: %s"), entry->object, text);

  label = gh_operate_words_dup_label (operation);
  if (*entry->object == '\0' || entry->changed != 1)
    /* Translators: what was undone, and what came of it: “Undid Import Users: 1,184 put back as they were” */
    return g_strdup_printf (_("Undid %s: %s"), label, text);

  /* Translators: what was undone, of whom or what, and what came of it: “Undid Send to Trash (anna): 1 put back as it
   * was” */
  return g_strdup_printf (_("Undid %s (%s): %s"), label, gh_log_entry_get_object_label (entry), text);
}

/* Offers the most likely next step. */
static void
add_result_toast (GhPage         *self,
                  const char     *text,
                  const GhResult *done,
                  gboolean        is_plain_restore)
{
  if (g_str_equal (done->operation->name, "group.add") && done->object_key != NULL)
    add_toast (self, text, _("_Open"), "win.open-group", g_variant_new_string (done->object_key));
  else if (is_plain_restore && done->entry != 0)
    add_toast (self, text, _("_Set to Active…"), "win.set-active", g_variant_new_int64 (done->entry));
  else
    gh_page_add_toast (self, text, done->operation->no_undo_reason == NULL ? done->entry : 0);
}

void
gh_page_tell_operated (GhPage       *self,
                       GAsyncResult *result)
{
  GhPagePrivate *priv = PRIVATE (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gh_operate_dup_toast_text (result);
  g_autofree char *undone = NULL;
  g_autoptr (GhResult) done = gh_operate_finish (result, &error);

  g_return_if_fail (GH_IS_PAGE (self));

  if (error != NULL)
    gh_page_add_toast (self, error->message, 0);
  if (done == NULL || priv->session == NULL)
    return;

  if (g_str_equal (done->operation->name, "log.undo"))
    {
      undone = dup_undone_text (self, done, text);
      gh_page_add_toast (self, undone, 0);
    }
  else
    add_result_toast (self, text, done, g_str_equal (done->operation->name, "user.restore") &&
                                        !gh_operate_chose (result, "previous-status"));
  /* What ended in the background began before the current operation. */
  if (priv->selections != NULL && !gh_operate_was_in_background (result))
    gh_selections_end (priv->selections, done->entry);
  gh_session_tell_operated (priv->session, done);
}

void
gh_page_begin_operating (GhPage *self)
{
  g_return_if_fail (GH_IS_PAGE (self));

  if (PRIVATE (self)->selections != NULL)
    gh_selections_begin (PRIVATE (self)->selections);
}

static void
operated_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GhPage) self = data;

  gh_page_tell_operated (self, result);
}

void
gh_page_operate (GhPage            *self,
                 const GhOperation *operation,
                 const GhTarget    *target,
                 JsonObject        *parameters,
                 gboolean           by_key)
{
  GhSession *session;

  g_return_if_fail (GH_IS_PAGE (self));

  session = PRIVATE (self)->session;
  gh_page_begin_operating (self);
  gh_operate_async (GTK_WIDGET (self), gh_session_get_store (session), gh_session_get_actor (session), operation, target,
                    parameters, by_key, operated_cb, g_object_ref (self));
}

GhRefusal
gh_page_check (GhPage            *self,
               const GhOperation *operation,
               gconstpointer      facts)
{
  GhSession *session;

  g_return_val_if_fail (GH_IS_PAGE (self), GH_REFUSAL_NONE);

  session = PRIVATE (self)->session;

  return gh_operation_check (operation, gh_session_get_actor (session)->role, facts, gh_session_get_now (session));
}

void
gh_page_open (GhPage     *self,
              const char *key)
{
  g_return_if_fail (GH_IS_PAGE (self));

  if (GH_PAGE_GET_CLASS (self)->open != NULL)
    GH_PAGE_GET_CLASS (self)->open (self, key);
}

gboolean
gh_page_search (GhPage *self)
{
  g_return_val_if_fail (GH_IS_PAGE (self), FALSE);

  return GH_PAGE_GET_CLASS (self)->search != NULL && GH_PAGE_GET_CLASS (self)->search (self);
}

gboolean
gh_page_show_view (GhPage     *self,
                   const char *view,
                   const char *query,
                   const char *sort)
{
  g_return_val_if_fail (GH_IS_PAGE (self), FALSE);

  return GH_PAGE_GET_CLASS (self)->show_view != NULL &&
         GH_PAGE_GET_CLASS (self)->show_view (self, view, query, sort);
}

void
gh_page_leave_async (GhPage              *self,
                     GAsyncReadyCallback  callback,
                     gpointer             data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_PAGE (self));

  if (GH_PAGE_GET_CLASS (self)->leave_async != NULL)
    {
      GH_PAGE_GET_CLASS (self)->leave_async (self, callback, data);
      return;
    }

  task = g_task_new (self, NULL, callback, data);
  g_task_return_boolean (task, TRUE);
}

gboolean
gh_page_leave_finish (GhPage       *self,
                      GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
