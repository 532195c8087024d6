/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest passcode, in bytes: a YubiKey's, whose public id may have 16 bytes, in modhex. */
#define GH_PASSCODE_MAX 64

/**
 * GhPasscode:
 * @text: the canonical form, ending with a NUL
 * @length: bytes of it
 *
 * A passcode as somebody typed it, in the one form that is compared with (P5). gh_passcode_clear() wipes it.
 */
typedef struct {
  char  text[GH_PASSCODE_MAX + 1];
  gsize length;
} GhPasscode;

/**
 * gh_passcode_read:
 * @self: (out caller-allocates): the passcode; empty if there is none
 * @typed: any bytes up to a NUL, from a window, a command line, a page or the API
 *
 * Blanks of every kind, dashes, line ends and characters that nobody sees are dropped, decimal digits of other scripts
 * become ASCII, ASCII letters small (a YubiKey types under Caps Lock, too); zeros in front stay (P5).
 *
 * Returns: whether anything is left that could be a passcode
 */
gboolean gh_passcode_read (GhPasscode *self,
                           const char *typed);

/** Returns: whether nothing but what is left out was typed, which is no guess (P5) */
gboolean gh_passcode_is_blank (const char *typed);

/** Returns: whether it consists of @digits digits; 0: of any number of them */
gboolean gh_passcode_has_digits (const GhPasscode *self,
                                 gsize             digits);

void gh_passcode_clear (GhPasscode *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhPasscode, gh_passcode_clear)

G_END_DECLS
