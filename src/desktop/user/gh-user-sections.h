/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhUserSections:
 *
 * Scrolls its child and floats a line of flat buttons over it, one a section, which scroll there and give it the
 * keyboard. The line stays in sight when the place in the child that is kept for it scrolls away.
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
 * @title: what the section is called
 * @section: a widget within the child
 */
void gh_user_sections_add (GhUserSections *self,
                           const char     *title,
                           GtkWidget      *section);

/** How many things are in a section, said behind its title. */
void gh_user_sections_set_count (GhUserSections *self,
                                 GtkWidget      *section,
                                 guint           count);

/** Goes to a section, counted from 0. */
void gh_user_sections_go (GhUserSections *self,
                          guint           index);

void gh_user_sections_go_to_top (GhUserSections *self);

/** Whether there is room for the line. */
void gh_user_sections_set_line_shown (GhUserSections *self,
                                      gboolean        shown);

/** Gives the line of buttons the keyboard. */
void gh_user_sections_focus (GhUserSections *self);

G_END_DECLS
