/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "group/gh-group-page.h"
#include "groups/gh-group.h"

G_BEGIN_DECLS

struct _GhGroupPage {
  GhUsersPage  parent_instance;

  /* template */
  GtkWidget   *about;
  GtkEditable *name;
  GtkLabel    *reason;
  GtkEditable *description;
  GtkWidget   *owner;
  GtkLabel    *owner_label;
  GtkDropDown *status;
  GtkWidget   *more_button;
  GtkWidget   *add_button;

  char        *key;
  GhGroup     *group;       /* nullable: not read yet, or gone */
  GVariant    *input;       /* nullable: from an earlier page, until the group is read */
  guint        generation;  /* of the last read */
  gboolean     is_showing;  /* the program is setting the fields */
};

/** Returns a target of this group alone. */
GhTarget *gh_group_page_make_target (GhGroupPage *self);

/** Returns why @operation cannot change the group or its members, in words; NULL if it can. */
const char *gh_group_page_get_reason (GhGroupPage *self,
                                      const char  *operation);

/* gh-group-page-fields.c: name, description and status in place */
void gh_group_page_set_up_fields (GhGroupPage *self);
void gh_group_page_show_fields (GhGroupPage *self);
void gh_group_page_save_name (GhGroupPage *self);
void gh_group_page_save_description (GhGroupPage *self);

/* Returns what is typed and not saved, or NULL. */
const char *gh_group_page_get_typed (GtkEditable *editable,
                                     const char  *stored);

/* Restores what was typed. @name, @description: (nullable): the texts */
void gh_group_page_type (GhGroupPage *self,
                         const char  *name,
                         const char  *description);

G_END_DECLS
