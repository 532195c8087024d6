/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/** Marks the two forms of a sentence for translation; g_dngettext() chooses one. */
#define GH_PLURAL(one, many) { one, many }
