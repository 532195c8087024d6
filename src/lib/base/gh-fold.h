#pragma once
#include "base/gh-refusal.h"
char *gh_fold_name_key (const char *text);
char *gh_fold_search (const char *text);
GhRefusal gh_fold_check_name (const char *name, gsize max_characters);
