/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-belongings.h"

G_BEGIN_DECLS

/**
 * GhPhone:
 *
 * A phone of a user, as tables show it (P1). Its properties are read-only:
 *
 * | property | type | |
 * |---|---|---|
 * | key | text | of 20 characters |
 * | number, extension | text | in national groups; "": none |
 * | name, type, platform | text | type and platform as gh_phone_get_type_label() and gh_phone_get_platform_label() take them |
 * | activated | gint64 | unix seconds: the first accepted passcode of the app that it has now; 0: none was |
 * | pending-until | gint64 | unix seconds, until when an activation waits for its first passcode; 0: none does |
 * | is-lapsed | gboolean | whether no passcode came in time (P2) |
 * | last-seen | gint64 | unix seconds, the last accepted passcode; 0: none was |
 * | owners | GStrv | usernames, those in the Trash too |
 */
#define GH_TYPE_PHONE (gh_phone_get_type ())
G_DECLARE_FINAL_TYPE (GhPhone, gh_phone, GH, PHONE, GhBelonging)

/** The phones of a user, by number. */
extern const GhBelongingKind gh_phones_of_user;

G_END_DECLS
