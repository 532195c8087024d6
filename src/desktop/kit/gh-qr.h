/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-secret.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * GhQr:
 *
 * A QR code (ISO/IEC 18004) as a paintable: black on white in any style, with four modules of white around, and each
 * module a whole number of pixels, so that it is sharp at any size (P4).
 */
#define GH_TYPE_QR (gh_qr_get_type ())
G_DECLARE_FINAL_TYPE (GhQr, gh_qr, GH, QR, GObject)

/** Pixels of a module where there is room for it, and the fewest that cameras read well. */
#define GH_QR_MODULE       5
#define GH_QR_LEAST_MODULE 3

/**
 * gh_qr_new:
 * @text: what it says
 *
 * Returns: (transfer full) (nullable): the code; %NULL: no code holds so much
 */
GhQr *gh_qr_new (GhSecret *text);

/** Returns: how many modules it is wide and high, the white ones around it among them */
int gh_qr_get_n_modules (GhQr *self);

/** Draws it at the origin of @cr, with @module units a module. */
void gh_qr_draw (GhQr    *self,
                 cairo_t *cr,
                 double   module);

G_END_DECLS
