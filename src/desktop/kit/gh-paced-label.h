/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhPacedLabel:
 *
 * Has one child, a #GtkLabel or #GtkInscription with the accessible role "none", and reads out its text, at most twice
 * a second when that changes often. A screen reader could not keep up with every count of a search being typed; the
 * painted text is always current.
 */
#define GH_TYPE_PACED_LABEL (gh_paced_label_get_type ())
G_DECLARE_FINAL_TYPE (GhPacedLabel, gh_paced_label, GH, PACED_LABEL, GtkWidget)

/**
 * gh_paced_label_new:
 * @label: (transfer floating): what is painted
 *
 * Returns: (transfer floating): a new widget around it
 */
GtkWidget *gh_paced_label_new (GtkWidget *label);

/**
 * gh_paced_label_set_markup:
 * @label: the child of a #GhPacedLabel
 * @markup: the new markup
 *
 * Paints it at once. Reads it out at once, or half a second after the last time; of several, only the latest.
 */
void gh_paced_label_set_markup (GtkWidget  *label,
                                const char *markup);

/** The same for plain text. */
void gh_paced_label_set_text (GtkWidget  *label,
                              const char *text);

G_END_DECLS
