#pragma once
#include <glib.h>
gboolean gh_time_zone_is_valid (const char *name);
