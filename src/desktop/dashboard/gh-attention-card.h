/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhAttentionCard:
 *
 * A button that says how many need a hand: a number, what they are, a line more. At 0 it shows a tick and “None”.
 */
#define GH_TYPE_ATTENTION_CARD (gh_attention_card_get_type ())
G_DECLARE_FINAL_TYPE (GhAttentionCard, gh_attention_card, GH, ATTENTION_CARD, GtkButton)

/**
 * gh_attention_card_new:
 * @icon_name: what stands before the number
 * @icon_style: (nullable): a style class for it
 * @title: what they are
 * @caption: what that means
 */
GtkWidget *gh_attention_card_new (const char *icon_name,
                                  const char *icon_style,
                                  const char *title,
                                  const char *caption);

/** How many there are; -1 as long as nobody has counted. */
gint64 gh_attention_card_get_count (GhAttentionCard *self);
void   gh_attention_card_set_count (GhAttentionCard *self,
                                    gint64           count);

G_END_DECLS
