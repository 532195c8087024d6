/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "group/gh-group-page-private.h"

#include "group/gh-group-picker.h"
#include "groups/gh-group-rules.h"
#include "groups/gh-group-target.h"
#include "kit/gh-inner-name.h"
#include "operations/gh-target.h"
#include "users/gh-user-status.h"
#include "users/gh-user-target.h"
#include "users/gh-users-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (GhGroupPage, gh_group_page, GH_TYPE_USERS_PAGE)

static const GhListCategory categories[] = {
  { "all", "", N_("All members") },
  { NULL },
};

static const GhUsersKind kind = {
  .list = {
    GH_USERS_KIND,
    .name = "members",
    .link = "users",
    .categories = categories,
    .columns = gh_users_columns,
    .n_choices = GH_USERS_N_CHOICES,
    .sort = "username",
    .offer = { GH_OPERATE_ON_MEMBERS, &gh_target_users, GH_USERS_PREFIX },
    .has_base = TRUE,
    .search_label = N_("Search members"),
    .search_all = N_("Search All Members"),
    .count_of_all = GH_PLURAL ("%s member", "%s members"),
    .count_of_some = GH_PLURAL ("%s of %s member", "%s of %s members"),
    .icon_name = "gh-groups-symbolic",
    .empty_title = N_("No Members Yet"),
    .empty_text = N_("Users who are added come under the group’s status."),
    .empty_action = "group.add-users",
    .empty_label = N_("Add Users…"),
  },
  .scope = GH_USER_SCOPE_USERS,
};

/* --- operations --- */

/* Operations on the group. Those on members come with the list kind, which has the keys. */
static const GhOperateOffer offer = { GH_OPERATE_ON_GROUP, &gh_target_groups, "", .has_no_keys = TRUE };

GhTarget *
gh_group_page_make_target (GhGroupPage *self)
{
  return gh_target_new_for_keys ((const char *[]) { self->key, NULL });
}

const char *
gh_group_page_get_reason (GhGroupPage *self,
                          const char  *operation)
{
  const GhOperation *asked = gh_operation_find (operation);
  const GhGroupFacts *facts = self->group != NULL ? gh_group_get_facts (self->group) : NULL;
  gboolean is_of_groups = asked->target == offer.target;
  GhRefusal refusal = gh_page_check (GH_PAGE (self), asked, is_of_groups ? facts : NULL);

  /* The operation is on users, but this group must allow it. */
  if (refusal == GH_REFUSAL_NONE && !is_of_groups && facts != NULL)
    refusal = gh_group_check_change (facts, gh_session_get_now (gh_page_get_session (GH_PAGE (self))));

  return refusal != GH_REFUSAL_NONE ? gh_refusal_get_tooltip (refusal) : NULL;
}

static const char *
gh_group_page_get_operation_reason (GhListPage        *page,
                                    const GhOperation *operation)
{
  if (strcmp (operation->name, "user.remove-from-group") != 0)
    return NULL;

  return gh_group_page_get_reason (GH_GROUP_PAGE (page), operation->name);
}

static JsonObject *
make_group_parameter (GhGroupPage *self)
{
  JsonObject *parameters = json_object_new ();

  json_object_set_string_member (parameters, "group", gh_group_get_name (self->group));

  return parameters;
}

/* Members leave this group, unless another one is chosen. */
static JsonObject *
gh_group_page_dup_parameters (GhListPage        *page,
                              const GhOperation *operation,
                              GArray            *ids)
{
  GhGroupPage *self = GH_GROUP_PAGE (page);

  if (strcmp (operation->name, "user.remove-from-group") != 0 || self->group == NULL)
    return NULL;

  return make_group_parameter (self);
}

static const char *
get_reason (gpointer           page,
            const GhOperation *operation)
{
  /* Nothing can be done until the group is read, and there is no reason to give. */
  if (GH_GROUP_PAGE (page)->group == NULL)
    return "";

  return gh_group_page_get_reason (page, operation->name);
}

static void
add_own (gpointer         page,
         GhActionPopover *menu)
{
  gh_action_popover_add_separator (menu);
}

static void
fill_menu (GhGroupPage *self,
           GtkWidget   *popover)
{
  GhActionPopover *menu = GH_ACTION_POPOVER (popover);

  gh_action_popover_clear (menu);
  gh_operate_offer_fill_menu (&offer, menu, get_reason, add_own, self);
}

static void
update_actions (GhGroupPage *self)
{
  const char *join = gh_group_page_get_reason (self, "user.add-to-group");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "group.add-users", self->group != NULL && join == NULL);
  gh_operate_offer_update (&offer, get_reason, self, NULL);
  gtk_widget_set_tooltip_text (self->add_button, join != NULL                           ? join
                                                 : gh_page_get_narrow (GH_PAGE (self)) ? _("Add Users…")
                                                                                       : NULL);
  gh_list_page_update_actions (GH_LIST_PAGE (self));
}

static void
picked_cb (GhGroupPage *self,
           GArray      *ids)
{
  g_autoptr (GhTarget) target = gh_target_new_for_ids ((const gint64 *) (void *) ids->data, ids->len);
  g_autoptr (JsonObject) parameters = NULL;

  if (self->group == NULL)
    return;

  parameters = make_group_parameter (self);
  gh_page_operate (GH_PAGE (self), gh_operation_find ("user.add-to-group"), target, parameters, FALSE);
}

static void
add_users_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  GhGroupPage *self = GH_GROUP_PAGE (widget);
  GtkWidget *picker = gh_group_picker_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                           gh_page_get_session (GH_PAGE (self)), gh_group_get_name (self->group));

  g_signal_connect_object (picker, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (picker));
}

/* For the menu. */
static void
operate_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  GhGroupPage *self = GH_GROUP_PAGE (widget);
  g_autoptr (GhTarget) target = gh_group_page_make_target (self);
  g_autoptr (JsonObject) parameters = NULL;

  if (strcmp (action_name, "group.edit") == 0)
    {
      parameters = json_object_new ();
      json_object_set_string_member (parameters, "new-name", gh_group_get_name (self->group));
      json_object_set_string_member (parameters, "description", gh_group_get_description (self->group));
      json_object_set_string_member (parameters, "status", gh_stored_status_get_word (gh_group_get_status (self->group)));
    }
  gh_page_operate (GH_PAGE (self), gh_operate_offer_find_activated (&offer, action_name), target, parameters, FALSE);
}

static void
rename_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (GH_GROUP_PAGE (widget)->name));
}

/* --- reading --- */

typedef struct {
  char    *key;
  GhGroup *group;
} Reading;

typedef struct {
  GhGroupPage *page;
  guint        generation;
} Asking;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->key);
  g_clear_object (&reading->group);
  g_free (reading);
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) groups = gh_group_list (connection, error);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    if (strcmp (gh_group_get_key (g_ptr_array_index (groups, i)), reading->key) == 0)
      reading->group = g_object_ref (g_ptr_array_index (groups, i));

  return groups != NULL;
}

/* Restores the input of an earlier page. */
static void
take_back (GhGroupPage *self)
{
  g_autoptr (GVariant) input = g_steal_pointer (&self->input);
  g_autoptr (GVariant) list = NULL;
  const char *name;
  const char *description;

  if (input == NULL)
    return;

  g_variant_get (input, "(&sm&sm&s@" GH_LIST_PAGE_INPUT ")", NULL, &name, &description, &list);
  GH_PAGE_CLASS (gh_group_page_parent_class)->take_input (GH_PAGE (self), list);
  gh_group_page_type (self, name, description);
}

static void
show_group (GhGroupPage *self,
            GhGroup     *group)
{
  const char *name = gh_group_get_name (group);
  gboolean is_other = self->group == NULL || strcmp (gh_group_get_key (self->group), gh_group_get_key (group)) != 0;
  g_autofree char *query = gh_users_dup_in_group (name, FALSE);

  g_set_object (&self->group, group);
  gh_page_set_title (GH_PAGE (self), name);
  gh_list_page_set_heading (GH_LIST_PAGE (self), name, _("Group"));
  gh_group_page_show_fields (self);
  if (is_other)
    gh_list_page_set_base (GH_LIST_PAGE (self), query);
  else
    gh_list_page_renew_base (GH_LIST_PAGE (self), query);
  update_actions (self);
  take_back (self);
}

static void
was_read_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autofree Asking *asking = data;
  g_autoptr (GhGroupPage) self = asking->page;
  g_autoptr (GError) error = NULL;
  Reading *reading = gh_session_read_finish (result, &error);
  gboolean was_there = self->group != NULL;

  if (asking->generation != self->generation || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  if (reading == NULL)
    gh_page_add_toast (GH_PAGE (self), error->message, 0);
  else if (reading->group != NULL)
    show_group (self, reading->group);
  else
    {
      g_clear_object (&self->group);
      update_actions (self);
      if (!was_there)
        gh_page_add_toast (GH_PAGE (self), _("There is no such group any more."), 0);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        gtk_widget_activate_action (GTK_WIDGET (self), "win.open-page", "s", "groups");
    }
}

static void
read_group (GhGroupPage *self)
{
  Reading *reading;
  Asking *asking;

  if (self->key == NULL)
    return;

  reading = g_new0 (Reading, 1);
  reading->key = g_strdup (self->key);
  asking = g_new0 (Asking, 1);
  asking->page = g_object_ref (self);
  asking->generation = ++self->generation;
  gh_session_read_async (gh_page_get_session (GH_PAGE (self)), read_cb, reading, reading_free, NULL, was_read_cb,
                         asking);
}

/* --- the page --- */

static void
gh_group_page_changed (GhPage          *page,
                       const GhChanges *changes)
{
  GH_PAGE_CLASS (gh_group_page_parent_class)->changed (page, changes);

  /* Facts change members, not the group. */
  if (gh_page_concerns (page, changes, GH_CHANGES_TIME))
    read_group (GH_GROUP_PAGE (page));
}

static void
gh_group_page_open (GhPage     *page,
                    const char *key)
{
  GhGroupPage *self = GH_GROUP_PAGE (page);

  GH_PAGE_CLASS (gh_group_page_parent_class)->open (page, key);
  if (key == NULL || g_strcmp0 (key, self->key) == 0)
    return;

  g_free (self->key);
  self->key = g_strdup (key);
  g_clear_object (&self->group);
  g_clear_pointer (&self->input, g_variant_unref);
  read_group (self);
}

static GVariant *
gh_group_page_dup_input (GhPage *page)
{
  GhGroupPage *self = GH_GROUP_PAGE (page);
  g_autoptr (GVariant) list = NULL;

  if (self->group == NULL)
    return self->input != NULL ? g_variant_ref (self->input) : NULL;

  list = GH_PAGE_CLASS (gh_group_page_parent_class)->dup_input (page);

  return g_variant_ref_sink (g_variant_new ("(smsms@" GH_LIST_PAGE_INPUT ")", self->key,
                                            gh_group_page_get_typed (self->name, gh_group_get_name (self->group)),
                                            gh_group_page_get_typed (self->description,
                                                                     gh_group_get_description (self->group)), list));
}

static void
gh_group_page_take_input (GhPage   *page,
                          GVariant *input)
{
  GhGroupPage *self = GH_GROUP_PAGE (page);
  const char *key;

  g_variant_get_child (input, 0, "&s", &key);
  gh_page_open (page, key);
  g_clear_pointer (&self->input, g_variant_unref);
  self->input = g_variant_ref (input);
  if (self->group != NULL)
    take_back (self);
}

static void
narrow_cb (GhGroupPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->about),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->about), narrow ? 6 : 18);
  if (narrow)
    gtk_button_set_icon_name (GTK_BUTTON (self->add_button), "gh-add-symbolic");
  else
    gtk_button_set_label (GTK_BUTTON (self->add_button), _("Add Users…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add Users…"), -1);
  update_actions (self);
}

static void
gh_group_page_constructed (GObject *object)
{
  GhGroupPage *self = GH_GROUP_PAGE (object);

  G_OBJECT_CLASS (gh_group_page_parent_class)->constructed (object);

  gh_group_page_set_up_fields (self);
  update_actions (self);
}

static void
gh_group_page_dispose (GObject *object)
{
  GhGroupPage *self = GH_GROUP_PAGE (object);

  g_clear_object (&self->group);
  g_clear_pointer (&self->input, g_variant_unref);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (gh_group_page_parent_class)->dispose (object);
}

static void
gh_group_page_class_init (GhGroupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = gh_group_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_group_page_dispose;
  GH_PAGE_CLASS (klass)->changed = gh_group_page_changed;
  GH_PAGE_CLASS (klass)->open = gh_group_page_open;
  GH_PAGE_CLASS (klass)->input_type = "(smsms" GH_LIST_PAGE_INPUT ")";
  GH_PAGE_CLASS (klass)->dup_input = gh_group_page_dup_input;
  GH_PAGE_CLASS (klass)->take_input = gh_group_page_take_input;
  GH_LIST_PAGE_CLASS (klass)->kind = &kind.list;
  GH_LIST_PAGE_CLASS (klass)->dup_parameters = gh_group_page_dup_parameters;
  GH_LIST_PAGE_CLASS (klass)->get_reason = gh_group_page_get_operation_reason;

  gtk_widget_class_install_action (widget_class, "group.add-users", NULL, add_users_cb);
  gh_operate_offer_install (&offer, widget_class, operate_cb, NULL);
  gtk_widget_class_install_action (widget_class, "group.rename", NULL, rename_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "group.rename", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/group/gh-group-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhGroupPage, about);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPage, name);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPage, reason);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPage, description);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPage, owner);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPage, owner_label);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPage, status);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPage, add_button);
  gtk_widget_class_bind_template_callback (widget_class, gh_group_page_save_name);
  gtk_widget_class_bind_template_callback (widget_class, gh_group_page_save_description);
}

static void
gh_group_page_init (GhGroupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->more_button), gh_action_popover_new ());
  g_signal_connect_object (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->more_button)), "show",
                           G_CALLBACK (fill_menu), self, G_CONNECT_SWAPPED);
  gh_menu_button_set_name (GTK_MENU_BUTTON (self->more_button), _("More Actions"));
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
}
