/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-action-popover.h"
#include "kit/gh-selection-bar.h"
#include "operate/gh-operate-words.h"

G_BEGIN_DECLS

/** How many buttons a selection bar has at the most. */
#define GH_OPERATE_BUTTONS 3

/**
 * GhOperateOffer:
 * @place: the page
 * @target: what it has records of
 * @prefix: what its actions begin with; behind it they are named like the operations
 * @own: (nullable) (array zero-terminated=1): operations whose actions the page makes itself
 * @has_no_keys: whether the keys mean something else there
 *
 * What can be done on a page: all of the register that works on its records, each with an action and its key; where
 * menus and the bar show it, its row in the table of words says.
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
 * Returns: (nullable): why it cannot be used on what is meant now, in words; %NULL: it can
 */
typedef const char *(*GhOperateReason) (gpointer           page,
                                        const GhOperation *operation);

/**
 * gh_operate_offer_install:
 * @self: an offer
 * @klass: the class of the page; of pages that differ in the target alone
 * @activate: called for the action of an operation
 * @key_cb: (nullable): called for a key, with the key as the table writes it
 *
 * To be called while the class is made.
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
 * Returns: (transfer none) (nullable): the operation that it means here
 */
const GhOperation *gh_operate_offer_find_key (const GhOperateOffer *self,
                                              GVariant             *key);

/**
 * gh_operate_offer_fill_menu:
 * @self: an offer
 * @menu: a menu
 * @reason: why each cannot be used
 * @add_own: (nullable): adds what the page itself has, before what takes records away
 * @page: for both
 *
 * Adds all operations that menus of the page have, in the order of the register.
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
 * @buttons: (out caller-allocates): %NULL behind the last
 *
 * Adds the buttons for what the bar of the page has, in the order of the menu.
 */
void gh_operate_offer_fill_bar (const GhOperateOffer *self,
                                GhSelectionBar       *bar,
                                GtkWidget            *buttons[GH_OPERATE_BUTTONS]);

/**
 * gh_operate_offer_update:
 * @self: an offer
 * @reason: why each cannot be used
 * @page: the page
 * @buttons: (nullable): those of its bar
 *
 * Enables what can be used now, and has buttons say why the others cannot.
 */
void gh_operate_offer_update (const GhOperateOffer *self,
                              GhOperateReason       reason,
                              gpointer              page,
                              GtkWidget            *buttons[GH_OPERATE_BUTTONS]);

G_END_DECLS
