/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gh_phone_region_for_zone:
 * @time_zone: an IANA name
 *
 * R10: the country in which numbers without `+` are dialled, as the tables of tzdata give it. Reads files.
 *
 * Returns: (transfer full): two letters of ISO 3166; empty where the zone has no country, or no table is there
 */
char *gh_phone_region_for_zone (const char *time_zone);

G_END_DECLS
