/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keys/gh-keyring.h"

G_BEGIN_DECLS

/* After how many milliseconds without an answer GhKeyringLate is called; tests shorten it. */
extern guint gh_keyring_late_ms;

G_END_DECLS
