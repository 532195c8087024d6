/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trash/gh-trash-rules.h"

#define YES     GH_REFUSAL_NONE
#define SO      GH_REFUSAL_ALREADY_SO
#define IN      GH_REFUSAL_IN_TRASH
#define NOT_IN  GH_REFUSAL_NOT_IN_TRASH
#define MANAGED GH_REFUSAL_MANAGED_BY_DIRECTORY
#define SYNC    GH_REFUSAL_ONLY_SYNC_RESTORES
#define FREE    GH_REFUSAL_NOT_MANAGED

/* All of T2 and S7: what may happen to a user, by where the user is. The first of each pair is for users that no
 * directory manages, the second for managed ones. Only a sync sends a managed user to the Trash; the table still
 * covers a user whom a person or the sweep sent and a directory has adopted since. */
static const GhRefusal table[GH_N_TRASH_ACTS][GH_N_TRASH_ORIGINS][2] = {
  /*                                 not in Trash          by hand       inactivity       sync          */
  [GH_TRASH_ACT_SEND]            = { { YES,    MANAGED }, { SO,  SO   }, { SO,  SO   }, { SO,   SO   } },
  [GH_TRASH_ACT_SWEEP]           = { { YES,    MANAGED }, { SO,  SO   }, { SO,  SO   }, { SO,   SO   } },
  [GH_TRASH_ACT_SEND_BY_SYNC]    = { { FREE,   YES     }, { SO,  SO   }, { SO,  SO   }, { SO,   SO   } },
  [GH_TRASH_ACT_RESTORE]         = { { NOT_IN, NOT_IN  }, { YES, SYNC }, { YES, SYNC }, { SYNC, SYNC } },
  [GH_TRASH_ACT_RESTORE_BY_SYNC] = { { NOT_IN, NOT_IN  }, { IN,  YES  }, { IN,  YES  }, { FREE, YES  } },
  [GH_TRASH_ACT_PURGE]           = { { NOT_IN, NOT_IN  }, { YES, YES  }, { YES, YES  }, { YES,  YES  } },
  [GH_TRASH_ACT_PURGE_DUE]       = { { NOT_IN, NOT_IN  }, { YES, YES  }, { YES, YES  }, { YES,  YES  } },
  [GH_TRASH_ACT_SIGN_IN]         = { { YES,    YES     }, { IN,  IN   }, { YES, YES  }, { IN,   IN   } },
  [GH_TRASH_ACT_CHANGE]          = { { YES,    YES     }, { IN,  IN   }, { IN,  IN   }, { IN,   IN   } },
};

GhRefusal
gh_trash_check (GhTrashAct         act,
                const GhUserFacts *facts,
                gint64             now)
{
  GhRefusal refusal;

  g_return_val_if_fail (act < GH_N_TRASH_ACTS, GH_REFUSAL_IN_TRASH);
  g_return_val_if_fail (facts != NULL && facts->trash_origin < GH_N_TRASH_ORIGINS, GH_REFUSAL_IN_TRASH);

  refusal = table[act][facts->trash_origin][facts->directory_id != 0];
  if (refusal == GH_REFUSAL_NONE && act == GH_TRASH_ACT_PURGE_DUE && facts->purge_at > now)
    return GH_REFUSAL_NOT_DUE;

  return refusal;
}

GhRefusal
gh_trash_check_change (gconstpointer facts,
                       gint64        now)
{
  return gh_trash_check (GH_TRASH_ACT_CHANGE, facts, now);
}

GhStoredStatus
gh_trash_get_status_before (const GhUserFacts *facts,
                            gint64             now,
                            gint64            *until)
{
  gboolean has_ended;

  g_return_val_if_fail (facts != NULL, GH_STATUS_DISABLED);

  has_ended = facts->status_before == GH_STATUS_BYPASS && facts->until_before != 0 && facts->until_before <= now;
  if (until != NULL)
    *until = has_ended ? 0 : facts->until_before;

  return has_ended ? GH_STATUS_ACTIVE : facts->status_before;
}
