/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/gh-settings.h"

const GhSettings gh_settings_default = {
  .trash_days = 7,
  .purge_limit = 100,
  .purge_wait_days = 7,
  .sweep_days = 0,
  .restored_grace_hours = 24,
  .managers_may_bypass = TRUE,
};
