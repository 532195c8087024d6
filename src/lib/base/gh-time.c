#include "base/gh-time.h"
gboolean gh_time_zone_is_valid (const char *name) { g_autoptr(GTimeZone) z = g_time_zone_new_identifier(name); return z != NULL; }
