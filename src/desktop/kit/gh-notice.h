/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_NOTICE (gh_notice_get_type ())
G_DECLARE_FINAL_TYPE (GhNotice, gh_notice, GH, NOTICE, GtkWidget)

/**
 * GhNoticeKind:
 * @GH_NOTICE_OK: something came out well and is to be looked at
 * @GH_NOTICE_WARNING: something needs a hand
 * @GH_NOTICE_ERROR: something does not work
 */
typedef enum {
  GH_NOTICE_OK,
  GH_NOTICE_WARNING,
  GH_NOTICE_ERROR,
} GhNoticeKind;

/**
 * GH_NOTICE_MAX_BUTTONS:
 *
 * The most buttons that a notice has.
 */
#define GH_NOTICE_MAX_BUTTONS 2

/**
 * GhNotice:
 *
 * What holds on: a bar that slides in, with icon, heading, caption and up to two buttons. Hidden at first.
 */
GtkWidget *gh_notice_new (void);

/**
 * gh_notice_show:
 * @notice: a notice
 * @kind: how grave it is
 * @heading: what there is, in a few words
 * @caption: (nullable): one sentence about it
 *
 * Shows something, without buttons yet.
 */
void gh_notice_show (GhNotice     *notice,
                     GhNoticeKind  kind,
                     const char   *heading,
                     const char   *caption);

/**
 * gh_notice_add_button:
 * @notice: a notice that is shown
 * @label: the label, with a mnemonic
 * @action_name: a detailed action name
 *
 * Adds a button for one of the things that can be done about it.
 */
void gh_notice_add_button (GhNotice   *notice,
                           const char *label,
                           const char *action_name);

/**
 * gh_notice_hide:
 *
 * Lets the notice slide out.
 */
void gh_notice_hide (GhNotice *notice);

gboolean gh_notice_is_shown (GhNotice *notice);

/**
 * gh_notice_set_narrow:
 * @notice: a notice
 * @narrow: whether there is too little room for its buttons beside its text
 */
void gh_notice_set_narrow (GhNotice *notice,
                           gboolean  narrow);

G_END_DECLS
