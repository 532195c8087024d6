/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/gh-settings.h"

G_BEGIN_DECLS

/**
 * gh_phone_region_for_zone:
 * @time_zone: an IANA name
 *
 * Finds the country where numbers without `+` are dialled (R10) in the tables of tzdata. Reads files.
 *
 * Returns: (transfer full): two letters of ISO 3166; empty if the zone has no country, or there is no table
 */
char *gh_phone_region_for_zone (const char *time_zone);

/**
 * gh_phone_region_find:
 * @settings: what is set for the organisation
 *
 * Finds where its numbers without `+` are dialled (R10): what is set, else by its time zone. May read files.
 *
 * Returns: (transfer full): two letters of ISO 3166; empty if there is no such country
 */
char *gh_phone_region_find (const GhSettings *settings);

G_END_DECLS
