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
  GVariant    *input;       /* nullable: what was there on an earlier page, until the group is read */
  guint        generation;  /* of the last reading */
  gboolean     is_showing;  /* the program changes the fields */
};

/** A target that is this group alone. */
GhTarget *gh_group_page_make_target (GhGroupPage *self);

/** Why neither the group nor who is in it can be changed by @operation, in words; NULL if they can. */
const char *gh_group_page_get_reason (GhGroupPage *self,
                                      const char  *operation);

/* gh-group-page-fields.c: name, description and status in place */
void gh_group_page_set_up_fields (GhGroupPage *self);
void gh_group_page_show_fields (GhGroupPage *self);
void gh_group_page_save_name (GhGroupPage *self);
void gh_group_page_save_description (GhGroupPage *self);

/* What is typed and not saved, if anything. */
const char *gh_group_page_get_typed_name (GhGroupPage *self);
const char *gh_group_page_get_typed_description (GhGroupPage *self);

/* Goes on typing. @name, @description: (nullable): what was typed */
void gh_group_page_type (GhGroupPage *self,
                         const char  *name,
                         const char  *description);

G_END_DECLS
