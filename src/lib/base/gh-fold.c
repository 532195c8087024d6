#include "base/gh-fold.h"
char *gh_fold_name_key (const char *text) { g_autofree char *n = g_utf8_normalize (text,-1,G_NORMALIZE_NFKC); return n? g_utf8_casefold(n,-1):NULL; }
char *gh_fold_search (const char *text) { g_autofree char *n = g_utf8_normalize (text,-1,G_NORMALIZE_NFKD); return n? g_utf8_casefold(n,-1):NULL; }
GhRefusal gh_fold_check_name (const char *name, gsize max_characters) { return *name ? 0 : GH_REFUSAL_NAME_EMPTY; }
