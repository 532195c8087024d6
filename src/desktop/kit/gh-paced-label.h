/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhPacedLabel:
 *
 * Has one child, a #GtkLabel or #GtkInscription with the accessible role "none", and reads out what that says: when it
 * changes often, at most twice a second. A reader of the screen could not follow every count of a search that is being
 * typed; what is painted is always true.
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
 * @markup: what it is to say
 *
 * Paints it at once. It is read out at once, too, or half a second after the last time; of several only the last.
 */
void gh_paced_label_set_markup (GtkWidget  *label,
                                const char *markup);

/** The same for plain text. */
void gh_paced_label_set_text (GtkWidget  *label,
                              const char *text);

/**
 * gh_paced_label_get_said:
 *
 * Returns: (nullable): what was read out last; for tests
 */
const char *gh_paced_label_get_said (GhPacedLabel *self);

G_END_DECLS
