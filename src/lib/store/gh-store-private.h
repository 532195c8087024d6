/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection-private.h"
#include "store/gh-migrator.h"
#include "store/gh-store.h"
#include "store/gh-writer.h"

G_BEGIN_DECLS

/* What comes behind a directory file's name for that of its events. */
#define GH_EVENTS_SUFFIX "-events"

/* What was opened, which gh_store_reopen() exchanges as a whole. */
typedef struct {
  GError         *read_only_error; /* why nothing can be written; NULL: it can */
  GhAccess        access[2];       /* how the two files can be read */
  GhFileIdentity  identities[2];   /* which files they are; inode 0 for events in memory */
  GhFileIdentity  logs[2];         /* which WAL was last seen beside each */
  int             locks[2];        /* what keeps other programs from removing the WAL of each file */
  GhConnection   *empty_events;    /* holds an empty one in memory where the file is missing and cannot be made */
} GhOpened;

/* What a writer is told to be of. */
typedef struct {
  GhStore *store;
  GhFile   file;
} GhStoreSide;

struct _GhStore {
  GObject      parent_instance;

  char        *path;
  char        *events_path;
  GhClock     *clock;
  char        *organisation_key;
  GPtrArray   *notices;

  GRWLock      writing;         /* read by whoever writes, taken by whoever exchanges what is open */
  GMutex       lock;            /* for all below, once it is open */
  GhOpened     opened;
  guint        generation;      /* how often that was exchanged */
  GPtrArray   *readers;         /* idle ones */
  GhStoreSide  sides[2];
  GhWriter    *writers[2];      /* made when first needed */
  GhStoreCommittedFunc committed_func;
  gpointer     committed_data;
  GThread     *checkpointer;    /* the last one started */
  gboolean     is_checkpointing;
  gboolean     must_checkpoint[2]; /* since the checkpointer last looked */
  gboolean     must_truncate[2];   /* what was deleted for good is still in the WAL */
};

/* Lets go of self->opened, and of all connections but those that are lent. */
void gh_store_close_opened (GhStore *self);

/* The text that the first row of @sql begins with; NULL where there is none. */
char *gh_store_read_text (GhConnection  *connection,
                          const char    *sql,
                          GError       **error);

const char *gh_store_get_file_path (GhStore *self,
                                    GhFile   file);

/* NULL where there is no events file, and none could be made. */
const char *gh_store_get_events_path (GhStore *self);

/* Makes the file where it is missing, and brings it to the newest version. */
gboolean gh_store_prepare_file (const char  *path,
                                GhSchema     schema,
                                GError     **error);

/* Opens @path for reading. In a read-only folder the WAL's index cannot be made: there, without a WAL, the file
 * alone is the whole truth, and @access says so. */
GhConnection *gh_store_open_for_reading (const char  *path,
                                         GhAccess    *access,
                                         GError     **error);

G_END_DECLS
