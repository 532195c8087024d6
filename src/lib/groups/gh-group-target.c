/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-group-target.h"

#include "groups/gh-group-record.h"

const GhTargetKind gh_target_groups = {
  .record_kind = GH_GROUP_KIND,
};
