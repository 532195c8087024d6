/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhUserSections:
 *
 * Scrolls its child and floats a line of flat buttons over it, one per section, which scroll there and focus it. The
 * line stays in sight when its place in the child scrolls away.
 */
#define GH_TYPE_USER_SECTIONS (gh_user_sections_get_type ())
G_DECLARE_FINAL_TYPE (GhUserSections, gh_user_sections, GH, USER_SECTIONS, GtkWidget)

/**
 * gh_user_sections_set_place:
 * @self: sections
 * @place: a widget within the child, which gets the height of the line
 */
void gh_user_sections_set_place (GhUserSections *self,
                                 GtkWidget      *place);

/**
 * gh_user_sections_add:
 * @self: sections
 * @title: the section's title
 * @section: a widget within the child
 */
void gh_user_sections_add (GhUserSections *self,
                           const char     *title,
                           GtkWidget      *section);

/** Sets how many things are in a section, shown after its title. */
void gh_user_sections_set_count (GhUserSections *self,
                                 GtkWidget      *section,
                                 guint           count);

/** Goes to a section, counted from 0. */
void gh_user_sections_go (GhUserSections *self,
                          guint           index);

void gh_user_sections_go_to_top (GhUserSections *self);

/** Sets whether there is room for the line. */
void gh_user_sections_set_line_shown (GhUserSections *self,
                                      gboolean        shown);

/** Focuses the line of buttons. */
void gh_user_sections_focus (GhUserSections *self);

G_END_DECLS
