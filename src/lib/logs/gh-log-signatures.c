/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L4, L6, J5–J7. A signature by a key that somebody outside the file vouches for covers its entry and, through the
 * hashes, all before it. It does not say that these were written with the key: entries without a signature are named
 * as ranges, and the entry that goes on signing behind them must name the very same range. Where it does not, they
 * lost their signatures or were put in.
 */
#include "logs/gh-log-signatures.h"

#include "base/gh-json-reader.h"
#include "logs/gh-log-stub.h"
#include "operations/gh-head.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* Whether the file has the key that @vouch names by its fingerprint. */
static gboolean
has_wanted (GhLogSignatures *self,
            const GhVouch   *vouch)
{
  guint8 fingerprint[GH_FINGERPRINT_BYTES];

  if (!vouch->has_only_fingerprint)
    return TRUE;

  for (guint i = 0; i < self->keys->len; i++)
    {
      gh_log_key_get_fingerprint (g_array_index (self->keys, GhLogKey, i).public_key, fingerprint);
      if (memcmp (fingerprint, vouch->public_key, sizeof fingerprint) == 0)
        return TRUE;
    }

  return FALSE;
}

gboolean
gh_log_signatures_begin (GhLogSignatures  *self,
                         GhStore          *store,
                         GArray           *vouches,
                         GhConnection     *connection,
                         GhLogReport      *report,
                         GError          **error)
{
  *self = (GhLogSignatures) {
    .organisation = gh_store_get_organisation_key (store),
    .connection = connection,
    .report = report,
  };
  self->keys = gh_log_keys_read (self->organisation, gh_keys_of (store), vouches, connection, error);

  if (self->keys == NULL)
    return FALSE;

  for (guint i = 0; vouches != NULL && i < vouches->len; i++)
    if (!has_wanted (self, &g_array_index (vouches, GhVouch, i)))
      self->is_wanted_missing = TRUE;

  return TRUE;
}

void
gh_log_signatures_clear (GhLogSignatures *self)
{
  g_clear_pointer (&self->keys, g_array_unref);
}

/* --- ranges without a signature --- */

static void
end_range (GhLogSignatures *self,
           gboolean         is_before_key)
{
  self->range.is_before_key = is_before_key;
  gh_log_report_add_range (self->report, &self->range);
  self->range = (GhLogRange) { 0 };
}

static gint64
get_number (JsonObject *object,
            const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

/* Whether @payload says in @section that the entries of the range have no signature. */
static gboolean
names_range (const char       *payload,
             const char       *section,
             const GhLogRange *range)
{
  g_autoptr (JsonNode) node = payload != NULL ? gh_json_parse (payload, NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  object = object != NULL ? gh_json_get_object (object, section) : NULL;

  return get_number (object, "first") == range->first && get_number (object, "last") == range->last;
}

/* The range before signed entry @seq ends. */
static void
leave_range (GhLogSignatures *self,
             gint64           seq,
             const char      *operation,
             const char      *payload)
{
  /* There is one such entry at most: it is refused where there is a key. */
  gboolean is_before_key = self->last_signed == 0 && g_strcmp0 (operation, "key.create") == 0;
  gboolean is_named = is_before_key ||
                      (g_strcmp0 (operation, "log.note-unsigned") == 0 &&
                       names_range (payload, "parameters", &self->range)) ||
                      (g_strcmp0 (operation, "log.accept-head") == 0 && names_range (payload, "facts", &self->range));

  if (!is_named)
    gh_log_report_complain (self->report, self->range.first,
                            _("The entry has no signature, and no later one names it as written without the key: its "
                              "signature was removed, or it was put in."));
  end_range (self, is_before_key);
}

/* --- signatures --- */

/* Why nothing by @key is worth anything; NULL: nothing is wrong with it. */
static const char *
find_fault (const GhLogKey *key)
{
  if (key == NULL)
    return _("The entry is signed with a key that the file does not have.");
  if (key->is_other)
    return _("The entry is signed with another key than the organisation’s: the key in the file was replaced.");
  if (!key->is_introduced)
    return _("The entry is signed with a key that the key before did not introduce.");

  return NULL;
}

void
gh_log_signatures_check (GhLogSignatures *self,
                         gint64           seq,
                         gint64           time_us,
                         const char      *operation,
                         const char      *payload,
                         const guint8     hash[GH_HASH_BYTES],
                         gint64           key_number,
                         const guint8    *signature,
                         gsize            length)
{
  const GhLogKey *key = gh_log_keys_find (self->keys, key_number);
  g_autoptr (GByteArray) message = NULL;
  const char *fault;

  if (key_number == 0 && signature == NULL)
    {
      if (self->range.first == 0)
        self->range = (GhLogRange) { .first = seq, .first_time_us = time_us };
      self->range.last = seq;
      self->range.last_time_us = time_us;
      return;
    }

  fault = find_fault (key);
  if (fault == NULL)
    {
      message = gh_chain_make_head (self->organisation, seq, hash, time_us, key_number);
      if (length != GH_SIGNATURE_BYTES || !gh_log_key_verify (key, message, signature))
        fault = _("The entry’s signature is not the organisation’s: it was written or changed without the key.");
    }
  if (fault != NULL)
    gh_log_report_complain (self->report, seq, fault);

  if (self->range.first != 0)
    leave_range (self, seq, operation, payload);
  self->last_signed = seq;
  if (self->first_signed == 0)
    self->first_signed = seq;
  if (fault == NULL && key->is_vouched)
    self->last_vouched = seq;
  if (fault == NULL)
    {
      g_free (self->report->fingerprint);
      self->report->fingerprint = gh_log_key_dup_fingerprint (key->public_key);
    }
}

void
gh_log_signatures_end (GhLogSignatures *self,
                       gint64           last)
{
  GhLogReport *report = self->report;

  if (self->range.first != 0)
    end_range (self, FALSE);
  if (self->is_wanted_missing)
    gh_log_report_complain (report, self->first_signed != 0 ? self->first_signed : MAX (report->first, 1),
                            _("Nothing is signed with the key that has the fingerprint given."));
  if (report->state == GH_LOG_BROKEN)
    return;

  if (self->last_signed == 0 || report->n_unsigned > 0)
    report->state = GH_LOG_CHAINED;
  else
    report->state = self->last_vouched == last ? GH_LOG_SIGNED : GH_LOG_UNVOUCHED;
  report->is_vouched = self->last_signed != 0 && self->last_vouched == self->last_signed;
}

/* --- what retention left --- */

gboolean
gh_log_signatures_check_stub (GhLogSignatures  *self,
                              gint64            first,
                              guint8            previous[GH_HASH_BYTES],
                              GError          **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (self->connection, "logs/get-last-stub", error);
  g_autoptr (GByteArray) message = NULL;
  guint8 signature[GH_SIGNATURE_BYTES];
  const GhLogKey *key;
  GhStub stub;

  memset (previous, 0, GH_HASH_BYTES);
  if (!gh_statement_next (select))
    {
      gh_log_report_complain (self->report, 1, _("The entry is missing."));
      return gh_statement_finish (select, error);
    }

  if (!gh_log_stub_parse (&stub, signature, gh_statement_get_text (select, 0)) || stub.last != first - 1)
    {
      gh_log_report_complain (self->report, 1, _("The entry is missing, and retention did not remove it."));
      return TRUE;
    }

  memcpy (previous, stub.hash_last, GH_HASH_BYTES);
  key = gh_log_keys_find (self->keys, stub.key_number);
  message = gh_chain_make_stub (self->organisation, &stub);
  if (find_fault (key) != NULL || !gh_log_key_verify (key, message, signature) ||
      stub.count != stub.last - stub.first + 1)
    gh_log_report_complain (self->report, 1,
                            _("The entry is missing, and what retention should have left of it was made up."));

  return TRUE;
}

/* --- checkpoints --- */

gint64
gh_log_signatures_find_doubtful (GhLogSignatures *self,
                                 gint64           entry)
{
  for (guint i = 0; i < self->report->ranges->len; i++)
    {
      const GhLogRange *range = &g_array_index (self->report->ranges, GhLogRange, i);

      if (range->first <= entry && !range->is_before_key && range->last >= entry)
        return range->first;
    }

  return entry;
}

static gboolean
read_signed (GhLogSignatures  *self,
             gint64            entry,
             gboolean         *is_signed,
             GError          **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (self->connection, "logs/get-entry-key", error, "i", entry);

  *is_signed = gh_statement_next (select) && !gh_statement_is_null (select, 0);

  return gh_statement_finish (select, error);
}

gboolean
gh_log_signatures_knows (GhLogSignatures    *self,
                         const GhCheckpoint *checkpoint)
{
  const GhLogKey *key = gh_log_keys_find (self->keys, checkpoint->key_number);

  return key != NULL && memcmp (key->public_key, checkpoint->public_key, GH_PUBLIC_BYTES) == 0 &&
         gh_checkpoint_verify (checkpoint);
}

gboolean
gh_log_signatures_compare (GhLogSignatures     *self,
                           const GhCheckpoint  *checkpoint,
                           GError             **error)
{
  guint8 hash[GH_HASH_BYTES];
  gboolean is_signed;

  if (checkpoint->entry < self->report->first)
    {
      g_autofree char *note = g_strdup_printf (_("The checkpoint of entry %" G_GINT64_FORMAT " could not be compared: "
                                                 "retention has removed the entry."), checkpoint->entry);

      /* The one that a removed segment ends with is kept, and says nothing that the stub does not. */
      if (checkpoint->entry < self->report->first - 1)
        g_ptr_array_add (self->report->notes, g_steal_pointer (&note));
      return TRUE;
    }

  if (!gh_head_read_entry (self->connection, checkpoint->entry, hash, error) ||
      !read_signed (self, checkpoint->entry, &is_signed, error))
    return FALSE;

  if (!gh_log_signatures_knows (self, checkpoint))
    gh_log_report_complain (self->report, checkpoint->entry,
                            _("A checkpoint of this entry is not by a key of the organisation."));
  else if (checkpoint->entry > self->report->last)
    gh_log_report_complain (self->report, self->report->last + 1,
                            _("The log was set back: a checkpoint knows an entry that it does not have."));
  else if (memcmp (hash, checkpoint->hash, sizeof hash) != 0)
    gh_log_report_complain (self->report, gh_log_signatures_find_doubtful (self, checkpoint->entry),
                            _("The entry, or one before it, is not what a checkpoint says it was."));
  else if (!is_signed)
    gh_log_report_complain (self->report, gh_log_signatures_find_doubtful (self, checkpoint->entry),
                            _("The entry has lost the signature that it had when a checkpoint was made."));

  return TRUE;
}
