/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-secret-clipboard.h"

G_BEGIN_DECLS

/* For how many milliseconds a secret stays on the clipboard; tests shorten it. */
extern guint gh_secret_clipboard_ms;

G_END_DECLS
