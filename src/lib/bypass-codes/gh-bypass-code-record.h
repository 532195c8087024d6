/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-record-kind.h"

G_BEGIN_DECLS

/** The records of bypass codes in the journal: all but their digits (J1). */
#define GH_BYPASS_CODE_KIND "bypass-code"

G_END_DECLS
