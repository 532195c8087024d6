/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection-private.h"
#include "store/gh-migrator.h"
#include "store/gh-store.h"
#include "store/gh-writer.h"

G_BEGIN_DECLS

/* What follows a directory file's name in the name of its events file. */
#define GH_EVENTS_SUFFIX "-events"

/* What was opened; gh_store_reopen() replaces it as a whole. */
typedef struct {
  GError         *read_only_error; /* why nothing can be written; NULL: it can */
  GhAccess        access[2];       /* how the two files can be read */
  GhFileIdentity  identities[2];   /* which files they are; inode 0 for events in memory */
  GhFileIdentity  logs[2];         /* which WAL was last seen beside each */
  int             locks[2];        /* what keeps other programs from removing the WAL of each file */
  GhConnection   *empty_events;    /* holds an empty one in memory if the file is missing and cannot be created */
} GhOpened;

struct _GhStore {
  GObject      parent_instance;

  char        *path;
  char        *events_path;
  GhClock     *clock;
  char        *organisation_key;
  GPtrArray   *notices;         /* of the thread that asks for them */

  GRWLock      writing;         /* shared by writers, exclusive for replacing what is open */
  GMutex       lock;            /* for everything below, once open */
  GhOpened     opened;
  guint        generation;      /* how often that was replaced */
  GPtrArray   *readers;         /* idle ones */
  GhWriter    *writers[2];      /* created when first needed */
  GhStoreCommittedFunc committed_func;
  gpointer     committed_data;
  GPtrArray   *new_notices;     /* since somebody asked */
  gint64       reserve_looked;  /* when it was last looked whether room can be kept for sign-ins; 0: not yet */
  GThread     *checkpointer;    /* the last one started */
  gboolean     is_checkpointing;
  gboolean     must_checkpoint[2]; /* since the checkpointer last looked */
  gboolean     must_truncate[2];   /* permanently deleted data is still in the WAL */
};

/* Returns the file's writer, started if need be. */
GhWriter *gh_store_get_writer (GhStore *self,
                               GhFile   file);

/* Sets how much room is kept for sign-ins, instead of 64 MB. */
void gh_store_set_reserve_for_tests (gint64 bytes);

/* For a writer, before and after the work of each commit; meanwhile the files are not replaced. The first opens the
 * connection if it is NULL, and returns whether it may be written; at the end it is NULL if nothing was. */
gboolean gh_store_begin_writing (GhStore        *self,
                                 GhFile          file,
                                 GhConnection  **connection,
                                 GError        **error);
void     gh_store_end_writing (GhStore      *self,
                               GhFile        file,
                               GhConnection *connection);

/* Releases self->opened and all connections except lent ones. */
void gh_store_close_opened (GhStore *self);

/* Sets @text to the first column of @sql's first row; NULL if there is none. */
gboolean gh_store_read_text (GhConnection  *connection,
                             const char    *sql,
                             char         **text,
                             GError       **error);

const char *gh_store_get_file_path (GhStore *self,
                                    GhFile   file);

/* Returns NULL if there is no events file and none could be created. */
const char *gh_store_get_events_path (GhStore *self);

/* Creates the file if it is missing, and migrates it to the newest version. */
gboolean gh_store_prepare_file (const char  *path,
                                GhSchema     schema,
                                GError     **error);

/* Makes @path the organisation's new events file; @is_anew: there has been another, which may come back from a backup, so
 * that attempts are numbered above its. */
gboolean gh_store_begin_events (const char  *path,
                                const char  *organisation,
                                gint64       now,
                                gboolean     is_anew,
                                GError     **error);

/* Opens @path for reading. In a read-only folder the WAL's index cannot be created: without a WAL, the file there is
 * complete on its own, and @access says so. */
GhConnection *gh_store_open_for_reading (const char  *path,
                                         GhAccess    *access,
                                         GError     **error);

G_END_DECLS
