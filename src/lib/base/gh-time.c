#include "base/gh-time.h"
gboolean gh_time_zone_is_valid (const char *name) { g_autoptr(GTimeZone) z = g_time_zone_new_identifier(name); return z != NULL; }
gboolean gh_time_parse (const char *text, gint64 *seconds) { g_autoptr (GDateTime) t = g_date_time_new_from_iso8601 (text, NULL); if (!t) return FALSE; *seconds = g_date_time_to_unix (t); return TRUE; }
