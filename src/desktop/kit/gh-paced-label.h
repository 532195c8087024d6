/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_paced_label_set_markup:
 * @label: a #GtkLabel or #GtkInscription whose changes are read out
 * @markup: what it is to say
 *
 * Says so at once, or if it changed less than half a second ago, then; of several only the last. A reader of the
 * screen could not follow every count of a search that is being typed.
 */
void gh_paced_label_set_markup (GtkWidget  *label,
                                const char *markup);

/** The same for plain text. */
void gh_paced_label_set_text (GtkWidget  *label,
                              const char *text);

G_END_DECLS
