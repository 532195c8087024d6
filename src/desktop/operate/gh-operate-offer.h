/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-action-popover.h"
#include "kit/gh-selection-bar.h"
#include "operate/gh-operate-words.h"

G_BEGIN_DECLS

/** The most buttons that a selection bar has. */
#define GH_OPERATE_BUTTONS 3

/**
 * GhOperateOffer:
 * @place: the page
 * @target: its kind of records
 * @prefix: the prefix of its actions; the operation's name follows
 * @own: (nullable) (array zero-terminated=1): operations whose actions the page adds itself
 * @has_no_keys: whether the keys mean something else here
 *
 * The operations that a page offers: all that work on its records, each with an action and a key. The table of words
 * says which menus and bars show them.
 */
typedef struct {
  GhOperatePlaces     place;
  const GhTargetKind *target;
  const char         *prefix;
  const char *const  *own;
  gboolean            has_no_keys;
} GhOperateOffer;

/**
 * GhOperateReason:
 * @page: the page
 * @operation: an operation
 *
 * Returns: (nullable): why it cannot be used on the current records, in words; %NULL: it can
 */
typedef const char *(*GhOperateReason) (gpointer           page,
                                        const GhOperation *operation);

/**
 * gh_operate_offer_install:
 * @self: an offer
 * @klass: the class of the page, or of pages that differ only in target
 * @activate: called for the action of an operation
 * @key_cb: (nullable): called for a key, with the key as the table writes it
 *
 * Call it from class_init.
 */
void gh_operate_offer_install (const GhOperateOffer        *self,
                               GtkWidgetClass              *klass,
                               GtkWidgetActionActivateFunc  activate,
                               GtkShortcutFunc              key_cb);

/**
 * gh_operate_offer_find_activated:
 * @self: an offer
 * @action_name: one of its actions
 *
 * Returns: (transfer none): the operation
 */
const GhOperation *gh_operate_offer_find_activated (const GhOperateOffer *self,
                                                    const char           *action_name);

/**
 * gh_operate_offer_find_key:
 * @self: an offer
 * @key: what a key callback was given
 *
 * Returns: (transfer none) (nullable): the operation for that key here
 */
const GhOperation *gh_operate_offer_find_key (const GhOperateOffer *self,
                                              GVariant             *key);

/**
 * gh_operate_offer_fill_menu:
 * @self: an offer
 * @menu: a menu
 * @reason: why each cannot be used
 * @add_own: (nullable): adds the page's own items, before those that remove records
 * @page: for both
 *
 * Adds all operations of the page's menus, in the order of the register.
 */
void gh_operate_offer_fill_menu (const GhOperateOffer *self,
                                 GhActionPopover      *menu,
                                 GhOperateReason       reason,
                                 void                (*add_own) (gpointer         page,
                                                                 GhActionPopover *menu),
                                 gpointer              page);

/**
 * gh_operate_offer_fill_bar:
 * @self: an offer
 * @bar: a new bar
 * @buttons: (out caller-allocates): %NULL after the last
 *
 * Adds the buttons of the page's bar, in the order of the menu.
 */
void gh_operate_offer_fill_bar (const GhOperateOffer *self,
                                GhSelectionBar       *bar,
                                GtkWidget            *buttons[GH_OPERATE_BUTTONS]);

/**
 * gh_operate_offer_update:
 * @self: an offer
 * @reason: why each cannot be used
 * @page: the page
 * @buttons: (nullable): its bar's buttons
 *
 * Enables what can be used now; the other buttons show why they cannot.
 */
void gh_operate_offer_update (const GhOperateOffer *self,
                              GhOperateReason       reason,
                              gpointer              page,
                              GtkWidget            *buttons[GH_OPERATE_BUTTONS]);

G_END_DECLS
