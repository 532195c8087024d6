/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gh_is_default_ignorable:
 * @c: a character
 *
 * Returns whether @c has Unicode's property Default_Ignorable_Code_Point (The Unicode Standard, 5.21). Software
 * that does not know it hides it, so two texts can differ by it and look alike.
 */
gboolean gh_is_default_ignorable (gunichar c);

G_END_DECLS
