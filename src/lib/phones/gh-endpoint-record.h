/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-record-kind.h"

G_BEGIN_DECLS

/** The records of endpoints in the journal. Their holders are in the users' records. */
#define GH_ENDPOINT_KIND "endpoint"

G_END_DECLS
