/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-record-kind.h"

#include <string.h>

#define GH_RECORD_KIND(symbol) extern const GhRecordKind symbol;
#include "operations/gh-record-kind-list.h"
#undef GH_RECORD_KIND

static const GhRecordKind *const kinds[] = {
#define GH_RECORD_KIND(symbol) &symbol,
#include "operations/gh-record-kind-list.h"
#undef GH_RECORD_KIND
};

const GhRecordKind *const *
gh_record_kind_get_all (gsize *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);

  return kinds;
}

const GhRecordKind *
gh_record_kind_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i]->name, name) == 0)
      return kinds[i];

  return NULL;
}
