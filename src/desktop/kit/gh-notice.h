/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_NOTICE (gh_notice_get_type ())
G_DECLARE_FINAL_TYPE (GhNotice, gh_notice, GH, NOTICE, GtkWidget)

/**
 * GhNoticeKind:
 * @GH_NOTICE_OK: something succeeded and is worth a look
 * @GH_NOTICE_WARNING: something needs attention
 * @GH_NOTICE_LOCKED: something waits for a key
 * @GH_NOTICE_ERROR: something does not work
 */
typedef enum {
  GH_NOTICE_OK,
  GH_NOTICE_WARNING,
  GH_NOTICE_LOCKED,
  GH_NOTICE_ERROR,
} GhNoticeKind;

/**
 * GhNotice:
 *
 * A sliding bar for a lasting state, with icon, heading, caption and room for two buttons. Hidden at first.
 */
GtkWidget *gh_notice_new (void);

/**
 * gh_notice_show:
 * @notice: a notice
 * @kind: its severity
 * @heading: the matter, in a few words
 * @caption: (nullable): one sentence about it
 *
 * Shows the notice, without buttons yet.
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
 * Adds a button for something the user can do about it.
 */
void gh_notice_add_button (GhNotice   *notice,
                           const char *label,
                           const char *action_name);

/**
 * gh_notice_hide:
 *
 * Slides the notice out.
 */
void gh_notice_hide (GhNotice *notice);

gboolean gh_notice_is_shown (GhNotice *notice);

/**
 * gh_notice_set_narrow:
 * @notice: a notice
 * @narrow: whether its buttons do not fit beside its text
 */
void gh_notice_set_narrow (GhNotice *notice,
                           gboolean  narrow);

G_END_DECLS
