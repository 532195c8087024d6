/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gh_process_begin:
 *
 * What every program does first: what it makes is its owner's alone (X2), libsodium is ready, and no core shows its
 * secrets (K5). Aborts where libsodium does not work.
 */
void gh_process_begin (void);

G_END_DECLS
