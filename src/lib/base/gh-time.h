#pragma once
#include <glib.h>
gboolean gh_time_zone_is_valid (const char *name);
gboolean gh_time_parse (const char *text, gint64 *seconds);
