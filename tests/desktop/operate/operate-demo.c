/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of an operation over an organisation of made-up users, to look at:
 *   operate-demo user.trash --query 'group:staff' [--parameters JSON] [--users 2000] [--dark] [--in-trash N] */
#include "gh-test-organisation.h"
#include "kit/test-window.h"

#include "operate/gh-operate.h"

#include <adwaita.h>

static char *query;
static char *name;
static char *parameters;
static gint users = 500;
static gint in_trash;
static gboolean dark;

static const GOptionEntry options[] = {
  { "query", 0, 0, G_OPTION_ARG_STRING, &query, "Target", "QUERY" },
  { "name", 0, 0, G_OPTION_ARG_STRING, &name, "Target", "NAME" },
  { "parameters", 0, 0, G_OPTION_ARG_STRING, &parameters, "What is chosen at first", "JSON" },
  { "users", 0, 0, G_OPTION_ARG_INT, &users, "How many users", "N" },
  { "in-trash", 0, 0, G_OPTION_ARG_INT, &in_trash, "How many users to send to the Trash before", "N" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "In dark style", NULL },
  { NULL }
};

static void
operated_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GhResult) done = gh_operate_finish (result, &error);
  g_autofree char *toast = gh_operate_dup_toast_text (result);

  g_assert_no_error (error);
  g_print ("%s\n", done != NULL ? toast : "closed");
  if (toast != NULL)
    adw_toast_overlay_add_toast (data, adw_toast_new (toast));
}

static void
fill (GhTestOrganisation *org)
{
  g_autofree char *practice = g_strdup_printf ("{\"users\":%d,\"seed\":7,\"today\":\"2026-11-24T00:00:00Z\"}", users);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_autoptr(GhResult) filled = gh_test_run (org, "organisation.fill-practice", NULL, practice);
  g_assert_false (filled->is_refused);
  for (gint64 id = 1; id <= in_trash; id++)
    g_array_append_val (ids, id);
  if (in_trash > 0)
    {
      g_autoptr(GhResult) sent = gh_test_run (org, "user.trash",
                                              gh_target_new_for_ids ((const gint64 *) (gpointer) ids->data, ids->len),
                                              NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GOptionContext) context = g_option_context_new ("OPERATION");
  g_autoptr(GhTestOrganisation) org = NULL;
  g_autoptr(GhTarget) target = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *window;
  GtkWidget *overlay;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    g_error ("%s", error != NULL ? error->message : "which operation?");
  test_init (&argc, &argv);
  if (dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);

  org = gh_test_organisation_new ();
  fill (org);
  if (query != NULL)
    target = gh_target_new_for_query (query);
  else if (name != NULL)
    target = gh_target_new_for_name (name);
  if (parameters != NULL)
    node = json_from_string (parameters, NULL);

  window = adw_window_new ();
  overlay = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), adw_status_page_new ());
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  gh_operate_async (window, org->store, org->actor, gh_operation_find (argv[1]), target,
                    node != NULL ? json_node_get_object (node) : NULL, FALSE, operated_cb, overlay);
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);

  return 0;
}
