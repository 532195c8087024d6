/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys are made, rotated, lost and found again; sealed values are put, read, moved and removed. */
#include "gh-test-organisation.h"

#include "base/gh-netstring.h"
#include "keys/gh-key-list.h"
#include "keys/gh-recovery-key.h"
#include "keys/ops/gh-key-making.h"
#include "keys/ops/gh-key-record.h"
#include "keys/ops/gh-sealed-record.h"
#include "logs/gh-log-verify.h"

#include <sodium.h>
#include <string.h>

/* --- making keys --- */

typedef struct {
  guint     n_calls;
  gint64    number;
  GhSecret *master;
  gboolean  fails;
} Kept;

static gboolean
keep_cb (GhStore   *store,
         gint64     number,
         GhSecret  *master,
         gpointer   data,
         GError   **error)
{
  Kept *kept = data;

  kept->n_calls++;
  kept->number = number;
  g_clear_pointer (&kept->master, gh_secret_unref);
  kept->master = gh_secret_ref (master);
  if (kept->fails)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED, "The keyring is locked.");

  return !kept->fails;
}

static GhResult *
make (GhTestOrganisation *org,
      const char         *operation,
      Kept               *kept)
{
  g_autoptr (GError) error = NULL;
  GhResult *result = gh_key_make (org->store, operation, org->actor, FALSE, kept != NULL ? keep_cb : NULL, kept, NULL,
                                  &error);

  g_assert_no_error (error);

  return result;
}

/* Returns the recovery key, parsed from what is shown. */
static GhSecret *
take_recovery_key (GhResult *result)
{
  g_autoptr (GError) error = NULL;
  GhSecret *key;

  g_assert_false (result->is_refused);
  g_assert_nonnull (result->secrets);
  key = gh_recovery_key_parse (g_hash_table_lookup (result->secrets, GH_KEY_RECOVERY_KEY), &error);
  g_assert_no_error (error);

  return key;
}

static GhSecret *
create (GhTestOrganisation *org)
{
  g_autoptr (GhResult) result = make (org, "key.create", NULL);

  return take_recovery_key (result);
}

static void
assert_refused (GhResult  *result,
                GhRefusal  refusal)
{
  g_assert_true (result->is_refused);
  g_assert_cmpint (result->entry, ==, 0);
  g_assert_null (result->secrets);
  g_assert_cmpint (gh_test_count_skipped (result, refusal), ==, 1);
}

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  *(GPtrArray **) data = gh_key_list (connection, error);

  return *(GPtrArray **) data != NULL;
}

static GPtrArray *
list (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *keys = NULL;

  g_assert_true (gh_store_read (org->store, list_cb, &keys, &error));
  g_assert_no_error (error);

  return keys;
}

/* --- sealed values --- */

/* What the operation below does to user @record. */
static struct {
  const char *purpose;
  GhSecret   *value; /* NULL: remove all */
  gint64      record;
} wanted;

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gh_run_change (run, wanted.record);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  if (wanted.value == NULL)
    return gh_sealed_delete (run, "user", wanted.record, error);

  return gh_sealed_put (run, "user", wanted.record, wanted.purpose, wanted.value, error);
}

/* Named like one that an Owner may run. */
static const GhOperation seal_operation = {
  .name = "user.edit",
  .label = "Test",
  .done = GH_PLURAL ("%s", "%s"),
  .plan = plan,
  .apply = apply,
};

static gint64
try_seal (GhTestOrganisation  *org,
          gint64               record,
          const char          *purpose,
          const char          *text,
          GError             **error)
{
  g_autoptr (GhSecret) value = text != NULL ? gh_secret_copy (text, strlen (text)) : NULL;
  g_autoptr (GhResult) result = NULL;

  wanted.record = record;
  wanted.purpose = purpose;
  wanted.value = value;
  result = gh_run (org->store, &(GhRequest) { .operation = &seal_operation, .actor = org->actor }, NULL, error);

  return result != NULL ? result->entry : 0;
}

static gint64
seal (GhTestOrganisation *org,
      gint64              record,
      const char         *purpose,
      const char         *text)
{
  g_autoptr (GError) error = NULL;
  gint64 entry = try_seal (org, record, purpose, text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (entry, >, 0);

  return entry;
}

typedef struct {
  GhStore    *store;
  gint64      record;
  const char *purpose;
  GhSecret   *value;
} Reading;

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;

  return gh_sealed_get (reading->store, connection, "user", reading->record, reading->purpose, &reading->value, error);
}

static void
assert_opens (GhTestOrganisation *org,
              gint64              record,
              const char         *purpose,
              const char         *text)
{
  Reading reading = { org->store, record, purpose, NULL };
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (gh_store_read (org->store, read_cb, &reading, &error));
  g_assert_no_error (error);
  if (text == NULL)
    {
      g_assert_null (reading.value);
      return;
    }
  g_assert_cmpstr ((const char *) gh_secret_get (reading.value, &length), ==, text);
  g_assert_cmpuint (length, ==, strlen (text));
  gh_secret_unref (reading.value);
}

static void
assert_does_not_open (GhTestOrganisation *org,
                      gint64              record,
                      const char         *purpose,
                      int                 code)
{
  Reading reading = { org->store, record, purpose, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (gh_store_read (org->store, read_cb, &reading, &error));
  g_assert_error (error, GH_ERROR, code);
  g_assert_null (reading.value);
}

static void
assert_log_is_whole (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhLogReport) report = gh_log_verify_chain (org->store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->state, !=, GH_LOG_BROKEN);
}

/* Not @length bytes at @bytes in any file of the organisation. */
static void
assert_not_stored (GhTestOrganisation *org,
                   gconstpointer       bytes,
                   gsize               length)
{
  g_autoptr (GDir) folder = g_dir_open (org->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (org->folder, name, NULL);
      g_autofree char *text = NULL;
      gsize n;

      if (g_file_get_contents (path, &text, &n, NULL))
        g_assert_null (memmem (text, n, bytes, length));
    }
}

/* --- tests --- */

static void
test_create (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  GhKeys *keys = gh_keys_of (org->store);
  Kept kept = { 0 };
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GhResult) again = NULL;
  g_autoptr (GhSecret) recovery_key = NULL;
  g_autoptr (GhSecret) shown = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const GhKeyRow *row;
  gboolean fits;

  result = make (org, "key.create", &kept);
  recovery_key = take_recovery_key (result);
  g_assert_cmpuint (kept.n_calls, ==, 1);
  g_assert_cmpint (kept.number, ==, 1);
  g_assert_cmpint (gh_keys_get_number (keys), ==, 1);

  rows = list (org);
  g_assert_cmpuint (rows->len, ==, 1);
  row = rows->pdata[0];
  g_assert_cmpint (row->number, ==, 1);
  g_assert_cmpint (row->made, ==, GH_TEST_NOW);
  g_assert_cmpint (row->recovery_made, ==, GH_TEST_NOW);
  g_assert_cmpint (row->ended, ==, 0);
  g_assert_cmpint (row->introduced_by, ==, 0);
  g_assert_null (row->introduction);
  g_assert_true (gh_key_list_find_master (rows) == row);

  /* There is one now. */
  again = make (org, "key.create", &kept);
  assert_refused (again, GH_REFUSAL_KEY_EXISTS);
  g_assert_cmpuint (kept.n_calls, ==, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM keys", "1");

  /* As it is opened at the next start: the right one only. */
  gh_test_reopen (org);
  keys = gh_keys_of (org->store);
  g_assert_cmpint (gh_keys_get_number (keys), ==, 0);
  g_assert_true (gh_keys_try (org->store, 1, recovery_key, &fits, &error));
  g_assert_false (fits);
  g_assert_true (gh_keys_try (org->store, 2, kept.master, &fits, &error));
  g_assert_false (fits);
  g_assert_true (gh_keys_try (org->store, 1, kept.master, &fits, &error));
  g_assert_true (fits);
  g_assert_cmpint (gh_keys_get_number (keys), ==, 1);

  shown = gh_recovery_key_to_text (recovery_key);
  assert_not_stored (org, gh_secret_get (kept.master, NULL), GH_KEY_BYTES);
  assert_not_stored (org, gh_secret_get (recovery_key, NULL), GH_RECOVERY_KEY_BYTES);
  assert_not_stored (org, gh_secret_get (shown, NULL), 9);
  assert_log_is_whole (org);
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":2}", GH_REFUSAL_CANNOT_BE_UNDONE);
  gh_secret_unref (kept.master);
}

/* What cannot be kept is not made; nor is what was planned for another number. */
static void
test_not_kept (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  Kept kept = { .fails = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_key_make (org->store, "key.create", org->actor, FALSE, keep_cb, &kept, NULL, &error);

  g_assert_null (result);
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
  g_assert_cmpint (gh_keys_get_number (gh_keys_of (org->store)), ==, 0);
  gh_test_assert_query (org, "SELECT count (*) FROM keys", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM log", "1");
  gh_secret_unref (kept.master);

  result = gh_test_rehearse (org, "key.create", NULL, "{\"number\":2}");
  assert_refused (result, GH_REFUSAL_CHANGED_SINCE);
}

static void
test_only_owners (void)
{
  static const char *const names[] = { "key.create", "key.rotate", "key.renew-recovery", "key.export" };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  for (GhRole role = GH_ROLE_ADMINISTRATOR; role < GH_N_ROLES; role++)
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      g_assert_cmpint (gh_role_may (role, names[i]), ==, GH_REFUSAL_ROLE);
  gh_test_act_as (org, GH_ROLE_ADMINISTRATOR);
  {
    g_autoptr (GhResult) result = make (org, "key.create", NULL);

    assert_refused (result, GH_REFUSAL_ROLE);
  }
}

static void
assert_recovers (GhTestOrganisation *org,
                 GhSecret           *recovery_key,
                 gint64              number)
{
  g_autoptr (GError) error = NULL;

  gh_test_reopen (org);
  g_assert_true (gh_keys_recover (org->store, recovery_key, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (gh_keys_get_number (gh_keys_of (org->store)), ==, 0);
  g_assert_true (gh_keys_recover (org->store, recovery_key, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (gh_keys_get_number (gh_keys_of (org->store)), ==, number);
}

static void
assert_does_not_recover (GhTestOrganisation *org,
                         GhSecret           *recovery_key,
                         int                 code)
{
  gh_test_reopen (org);
  for (guint is_test = 0; is_test < 2; is_test++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (gh_keys_recover (org->store, recovery_key, is_test, &error));
      g_assert_error (error, GH_ERROR, code);
      g_assert_cmpint (gh_keys_get_number (gh_keys_of (org->store)), ==, 0);
    }
}

static void
test_recover (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhSecret) other = gh_recovery_key_new ();
  g_autoptr (GhSecret) recovery_key = NULL;

  assert_does_not_recover (org, other, GH_ERROR_NOT_FOUND);
  recovery_key = create (org);
  assert_recovers (org, recovery_key, 1);
  assert_does_not_recover (org, other, GH_ERROR_REFUSED);
  gh_test_write_directory (org, "UPDATE keys SET recovery_proof = zeroblob (32)");
  assert_does_not_recover (org, recovery_key, GH_ERROR_DAMAGED);
}

/* A recovery key that a stranger wrote into the file gets no key sealed to it. */
static void
test_exchanged_public (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  G_GNUC_UNUSED g_autoptr (GhSecret) recovery_key = create (org);
  g_autoptr (GhSecret) stranger = gh_recovery_key_new ();
  g_autofree char *sql = NULL;
  g_autoptr (GhResult) result = NULL;
  guint8 public_key[GH_PUBLIC_BYTES];
  char hex[2 * GH_PUBLIC_BYTES + 1];
  Kept kept = { 0 };

  gh_recovery_key_get_public (stranger, public_key);
  sodium_bin2hex (hex, sizeof hex, public_key, sizeof public_key);
  sql = g_strdup_printf ("UPDATE keys SET recovery_public = x'%s'", hex);
  gh_test_write_directory (org, sql);
  result = make (org, "key.rotate", &kept);
  assert_refused (result, GH_REFUSAL_RECOVERY_EXCHANGED);
  g_assert_cmpuint (kept.n_calls, ==, 0);
  gh_test_assert_query (org, "SELECT count (*) FROM keys", "1");
}

static void
test_renew (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhSecret) first = create (org);
  G_GNUC_UNUSED g_autoptr (GhResult) rotated = make (org, "key.rotate", NULL);
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GhSecret) second = NULL;
  g_autoptr (GhResult) closed = NULL;

  gh_clock_set (org->clock, GH_TEST_NOW + 60);
  result = gh_test_run (org, "key.renew-recovery", NULL, NULL);
  second = take_recovery_key (result);
  g_assert_false (gh_secret_equal (first, second));
  gh_test_assert_query (org, "SELECT count (*) FROM keys WHERE recovery_made = 1795510860", "2");
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE op = (SELECT max (seq) FROM log)", "2");
  assert_does_not_recover (org, first, GH_ERROR_REFUSED);

  /* Without the key nothing can be sealed to another. */
  closed = gh_test_run (org, "key.renew-recovery", NULL, NULL);
  assert_refused (closed, GH_REFUSAL_KEY_NOT_OPEN);
  assert_recovers (org, second, 2);
  assert_log_is_whole (org);
}

static void
test_sealed (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhSecret) recovery_key = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *undo = NULL;

  gh_test_add_users (org, "anna bert");
  g_assert_cmpint (try_seal (org, 1, "seed", "JBSWY3DPEHPK3PXP", &error), ==, 0);
  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
  g_clear_error (&error);

  recovery_key = create (org);
  assert_opens (org, 1, "seed", NULL);
  undo = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", seal (org, 1, "seed", "JBSWY3DPEHPK3PXP"));
  assert_opens (org, 1, "seed", "JBSWY3DPEHPK3PXP");
  assert_opens (org, 1, "code", NULL);
  assert_opens (org, 2, "seed", NULL);
  gh_test_refused (org, "log.undo", NULL, undo, GH_REFUSAL_CANNOT_BE_UNDONE);

  /* Another value in its place; nothing of either in the journal but hashes. */
  seal (org, 1, "seed", "GEZDGNBVGY3TQOJQ");
  assert_opens (org, 1, "seed", "GEZDGNBVGY3TQOJQ");
  gh_test_assert_query (org, "SELECT count (*) FROM sealed", "1");
  gh_test_assert_query (org, "SELECT count (*) FROM journal, sealed WHERE journal.kind = 'sealed' AND "
                             "(instr (after, value) OR instr (before, lower (hex (value))))", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE kind = 'sealed'", "2");

  g_assert_cmpint (try_seal (org, 9, "seed", "x", &error), ==, 0);
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (try_seal (org, 1, "colour", "x", &error), ==, 0);
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  g_clear_error (&error);

  gh_keys_forget (gh_keys_of (org->store));
  assert_does_not_open (org, 1, "seed", GH_ERROR_REFUSED);
  g_assert_true (gh_keys_recover (org->store, recovery_key, FALSE, NULL));
  seal (org, 1, "code", "123456789");
  seal (org, 1, NULL, NULL);
  assert_opens (org, 1, "seed", NULL);
  assert_opens (org, 1, "code", NULL);
  gh_test_reopen (org);
  assert_not_stored (org, "JBSWY3DPEHPK3PXP", 16);
  assert_not_stored (org, "GEZDGNBVGY3TQOJQ", 16);
  assert_log_is_whole (org);
}

/* Whoever can write the file can move and exchange values, but none opens where it was not sealed. */
static void
test_sealed_moved (void)
{
  static const char *const moves[] = {
    "UPDATE sealed SET record = 2 WHERE record = 1",
    "UPDATE sealed SET purpose = 'link' WHERE record = 1",
    "UPDATE sealed SET value = (SELECT value FROM sealed WHERE record = 3) WHERE record = 1",
    "UPDATE sealed SET value = zeroblob (3) WHERE record = 1",
    "UPDATE sealed SET value = substr (value, 1, length (value) - 1) WHERE record = 1",
    "UPDATE users SET key = 'DUBBBBBBBBBBBBBBBBBB' WHERE id = 1",
    "UPDATE sealed SET key_number = 1 WHERE record = 1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
      G_GNUC_UNUSED g_autoptr (GhSecret) recovery_key = create (org);
      g_autoptr (GhResult) rotated = NULL;

      g_test_message ("%s", moves[i]);
      gh_test_add_users (org, "anna bert carl");
      rotated = make (org, "key.rotate", NULL);
      seal (org, 1, "code", "123456789");
      seal (org, 3, "code", "987654321");
      gh_test_write_directory (org, moves[i]);
      assert_does_not_open (org, i == 0 ? 2 : 1, i == 1 ? "link" : "code", GH_ERROR_DAMAGED);
      assert_opens (org, 3, "code", "987654321");
    }
}

/* The same row in another organisation, with the same key. */
static void
test_sealed_elsewhere (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  G_GNUC_UNUSED g_autoptr (GhSecret) recovery_key = create (org);

  gh_test_add_users (org, "anna");
  seal (org, 1, "seed", "JBSWY3DPEHPK3PXP");
  {
    g_autoptr (GhSecret) master = gh_keys_dup_master (gh_keys_of (org->store), 1);

    gh_test_write_directory (org, "UPDATE organisation SET key = 'DABBBBBBBBBBBBBBBBBB'");
    gh_test_reopen (org);
    g_assert_true (gh_keys_add (gh_keys_of (org->store), 1, master));
  }
  assert_does_not_open (org, 1, "seed", GH_ERROR_DAMAGED);
}

/* K7's way through: rotate, lose everything, and come back with the first recovery key. */
static void
test_rotate_lose_recover (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhSecret) recovery_key = NULL;
  g_autoptr (GhResult) rehearsal = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;
  Kept kept = { 0 };

  gh_test_add_users (org, "anna bert");
  recovery_key = create (org);
  seal (org, 1, "seed", "first");
  seal (org, 2, "code", "second");
  seal (org, 2, "application-key", "third");
  /* Its record is gone. */
  gh_test_write_directory (org, "INSERT INTO sealed (kind, record, purpose, key_number, value, last_op) "
                                "VALUES ('user', 77, 'seed', 1, x'00', 1)");

  rehearsal = gh_key_make (org->store, "key.rotate", org->actor, TRUE, keep_cb, &kept, NULL, NULL);
  node = gh_result_to_json (rehearsal);
  json = json_to_string (node, FALSE);
  g_assert_nonnull (strstr (json, "{\"what\":\"sealed-anew\",\"count\":4}"));
  g_assert_cmpuint (kept.n_calls, ==, 0);
  gh_test_assert_query (org, "SELECT count (*) FROM keys", "1");

  for (gint64 number = 2; number <= 3; number++)
    {
      g_autoptr (GhResult) result = make (org, "key.rotate", &kept);

      g_assert_false (result->is_refused);
      g_assert_null (result->secrets);
      g_assert_cmpint (kept.number, ==, number);
      g_assert_cmpint (gh_keys_get_number (gh_keys_of (org->store)), ==, number);
      assert_opens (org, 1, "seed", "first");
      assert_opens (org, 2, "code", "second");
      assert_opens (org, 2, "application-key", "third");
    }
  gh_test_assert_query (org, "SELECT count (*) FROM sealed WHERE key_number = 3", "3");
  gh_test_assert_query (org, "SELECT group_concat (id || ':' || (ended IS NULL), ' ') FROM keys", "1:0 2:0 3:1");
  /* The new key, the end of the old, three values; and the one whose record is gone, once. */
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE op = (SELECT max (seq) FROM log)", "5");
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE op = (SELECT max (seq) - 1 FROM log)", "6");

  assert_recovers (org, recovery_key, 3);
  assert_opens (org, 1, "seed", "first");
  assert_opens (org, 2, "code", "second");
  assert_opens (org, 2, "application-key", "third");
  assert_log_is_whole (org);

  /* Each log key is introduced by the one before (J5). */
  rows = list (org);
  for (guint i = 1; i < rows->len; i++)
    {
      const GhKeyRow *row = rows->pdata[i];
      const GhKeyRow *before = rows->pdata[i - 1];
      g_autoptr (GByteArray) message = gh_netstrings_new ("ssib", "gatehouse-next-key-1",
                                                          gh_store_get_organisation_key (org->store), row->number,
                                                          row->public_key, (gsize) GH_PUBLIC_BYTES);

      g_assert_cmpint (row->introduced_by, ==, before->number);
      g_assert_cmpint (crypto_sign_verify_detached (g_bytes_get_data (row->introduction, NULL), message->data,
                                                    message->len, before->public_key), ==, 0);
    }
  gh_secret_unref (kept.master);
}

static gboolean
cancel_cb (GhStore   *store,
           gint64     number,
           GhSecret  *master,
           gpointer   data,
           GError   **error)
{
  g_cancellable_cancel (gh_job_get_cancellable (data));

  return TRUE;
}

/* Given up, or stopped by a value that does not open: all is as it was, and the old key still does. */
static void
test_rotate_fails (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  G_GNUC_UNUSED g_autoptr (GhSecret) recovery_key = create (org);
  g_autoptr (GhJob) job = gh_job_new ();
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GError) damaged = NULL;
  g_autoptr (GhResult) closed = NULL;
  g_autofree char *before = NULL;
  GhResult *result;

  gh_test_add_users (org, "anna bert");
  seal (org, 1, "seed", "first");
  seal (org, 2, "seed", "second");
  before = gh_test_query (org, "SELECT group_concat (hex (value) || key_number) || (SELECT max (seq) FROM log) FROM sealed");

  result = gh_key_make (org->store, "key.rotate", org->actor, FALSE, cancel_cb, job, job, &cancelled);
  g_assert_null (result);
  g_assert_error (cancelled, GH_ERROR, GH_ERROR_CANCELLED);
  gh_test_assert_query (org, "SELECT group_concat (hex (value) || key_number) || (SELECT max (seq) FROM log) FROM sealed",
                        before);
  gh_test_assert_query (org, "SELECT count (*) FROM keys WHERE ended IS NULL", "1");
  g_assert_cmpint (gh_keys_get_number (gh_keys_of (org->store)), ==, 1);

  gh_test_write_directory (org, "UPDATE sealed SET value = zeroblob (60) WHERE record = 2");
  result = gh_key_make (org->store, "key.rotate", org->actor, FALSE, NULL, NULL, NULL, &damaged);
  g_assert_null (result);
  g_assert_error (damaged, GH_ERROR, GH_ERROR_DAMAGED);
  gh_test_assert_query (org, "SELECT count (*) FROM keys", "1");
  assert_opens (org, 1, "seed", "first");

  /* Nor without the key that something is still sealed with. */
  gh_keys_forget (gh_keys_of (org->store));
  closed = make (org, "key.rotate", NULL);
  assert_refused (closed, GH_REFUSAL_KEY_NOT_OPEN);
}

static void
test_export (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhSecret) recovery_key = NULL;
  g_autoptr (GhResult) none = gh_test_run (org, "key.export", NULL, "{\"unit\":\"gatehoused.service\"}");
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GhResult) again = NULL;
  g_autoptr (GhResult) rotated = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *names = NULL;
  g_autoptr (GByteArray) message = NULL;
  g_autoptr (GhSecret) code = NULL;
  char hex[2 * GH_SIGNATURE_BYTES + 1];
  const GhKeyRow *service;

  assert_refused (none, GH_REFUSAL_NO_KEY);
  recovery_key = create (org);
  result = gh_test_run (org, "key.export", NULL, "{\"unit\":\"gatehoused.service\"}");
  lines = g_strsplit ((const char *) gh_secret_get (g_hash_table_lookup (result->secrets, GH_KEY_CREDENTIAL), NULL),
                      "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 12);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autofree char *before = names;

      names = g_strdup_printf ("%s%.*s ", before != NULL ? before : "", (int) strcspn (lines[i], ":"), lines[i]);
    }
  g_assert_cmpstr (names, ==, "gatehouse-credential organisation unit key ghCode__ ghAppl__ ghSeed__ ghLook__ "
                              "service-key service-seed introduction ");
  g_assert_cmpstr (lines[2], ==, "unit: gatehoused.service");
  code = gh_keys_dup_sub_key (gh_keys_of (org->store), 1, GH_KEY_CODE);
  sodium_bin2hex (hex, sizeof hex, gh_secret_get (code, NULL), GH_KEY_BYTES);
  g_assert_cmpstr (lines[4] + strlen ("ghCode__: "), ==, hex);

  rows = list (org);
  service = rows->pdata[1];
  g_assert_true (service->is_service);
  g_assert_cmpstr (service->unit, ==, "gatehoused.service");
  g_assert_true (((const GhKeyRow *) rows->pdata[0]) == gh_key_list_find_master (rows));
  message = gh_netstrings_new ("ssib", "gatehouse-service-key-1", gh_store_get_organisation_key (org->store),
                               service->number, service->public_key, (gsize) GH_PUBLIC_BYTES);
  g_assert_cmpint (crypto_sign_verify_detached (g_bytes_get_data (service->introduction, NULL), message->data,
                                                message->len, ((const GhKeyRow *) rows->pdata[0])->public_key), ==, 0);
  sodium_bin2hex (hex, sizeof hex, g_bytes_get_data (service->introduction, NULL), GH_SIGNATURE_BYTES);
  g_assert_cmpstr (lines[10] + strlen ("introduction: "), ==, hex);

  /* The next one ends it, and a rotation that. */
  again = gh_test_run (org, "key.export", NULL, "{\"unit\":\"gatehoused.service\"}");
  gh_test_assert_query (org, "SELECT group_concat (id || ':' || (ended IS NULL), ' ') FROM keys", "1:1 2:0 3:1");
  rotated = make (org, "key.rotate", NULL);
  gh_test_assert_query (org, "SELECT group_concat (id || ':' || (ended IS NULL), ' ') FROM keys", "1:0 2:0 3:0 4:1");
  gh_test_reopen (org);
  assert_not_stored (org, lines[4] + strlen ("ghCode__: "), 64);
  assert_not_stored (org, lines[9] + strlen ("service-seed: "), 64);
  assert_log_is_whole (org);
}

/* The value of a line of a credential. */
static char *
dup_line (GhResult   *exported,
          const char *name)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *prefix = g_strconcat (name, ": ", NULL);

  g_assert_nonnull (exported->secrets);
  lines = g_strsplit ((const char *) gh_secret_get (g_hash_table_lookup (exported->secrets, GH_KEY_CREDENTIAL), NULL),
                      "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], prefix))
      return g_strdup (lines[i] + strlen (prefix));

  return NULL;
}

/* What comes from master key @number, as it stands in a credential. */
static void
assert_sub_key (GhTestOrganisation *org,
                GhResult           *exported,
                const char         *name,
                gint64              number,
                GhKeyUse            use)
{
  g_autoptr (GhSecret) sub_key = gh_keys_dup_sub_key (gh_keys_of (org->store), number, use);
  g_autofree char *found = dup_line (exported, name);
  char hex[2 * GH_KEY_BYTES + 1];

  sodium_bin2hex (hex, sizeof hex, gh_secret_get (sub_key, NULL), GH_KEY_BYTES);
  g_assert_cmpstr (found, ==, hex);
}

static GhResult *
export_coming (GhTestOrganisation *org,
               Kept               *kept,
               GhKeyComing        *coming)
{
  g_autoptr (GError) error = NULL;
  GhResult *result = gh_key_export_coming (org->store, org->actor, "gatehoused.service", keep_cb, kept, coming, NULL,
                                           &error);

  g_assert_no_error (error);

  return result;
}

static void
clear_coming (GhKeyComing *coming)
{
  g_clear_pointer (&coming->master, gh_secret_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhKeyComing, clear_coming)

/* One export has the old and the coming sub-keys; the rotation puts that very key in place, and the export stays. */
static void
test_export_coming (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_auto (GhKeyComing) coming = { 0 };
  g_autoptr (GhSecret) recovery_key = NULL;
  g_autoptr (GhResult) earlier = NULL;
  g_autoptr (GhResult) exported = NULL;
  g_autoptr (GhResult) rotated = NULL;
  g_autofree char *number = NULL;
  g_autofree char *payload = NULL;
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  Kept kept = { 0 };

  gh_test_add_users (org, "anna");
  recovery_key = create (org);
  seal (org, 1, "seed", "first");
  earlier = gh_test_run (org, "key.export", NULL, "{\"unit\":\"gatehoused.service\"}");
  g_assert_null (dup_line (earlier, "coming-key"));

  exported = export_coming (org, &kept, &coming);
  g_assert_false (exported->is_refused);
  g_assert_cmpint (coming.number, ==, 4);
  g_assert_true (kept.number == 4 && gh_secret_equal (kept.master, coming.master));
  number = dup_line (exported, "coming-key");
  g_assert_cmpstr (number, ==, "4");
  assert_sub_key (org, exported, "ghCode__", 1, GH_KEY_CODE);
  assert_sub_key (org, exported, "ghLook__", 1, GH_KEY_LOOK);
  g_assert_null (dup_line (exported, "coming-ghLog___"));
  g_assert_null (dup_line (exported, "coming-ghCheck_"));

  /* Until the rotation the old key is the one in use, and its log key introduced the service's. */
  gh_test_assert_query (org, "SELECT group_concat (id || ':' || (ended IS NULL), ' ') FROM keys", "1:1 2:0 3:1");
  gh_test_assert_query (org, "SELECT introduced_by FROM keys WHERE id = 3", "1");
  g_assert_cmpint (gh_keys_get_number (gh_keys_of (org->store)), ==, 1);
  assert_opens (org, 1, "seed", "first");

  rotated = gh_key_rotate_to (org->store, org->actor, &coming, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (rotated->is_refused);
  gh_test_assert_query (org, "SELECT group_concat (id || ':' || (ended IS NULL), ' ') FROM keys", "1:0 2:0 3:1 4:1");
  assert_opens (org, 1, "seed", "first");
  gh_test_assert_query (org, "SELECT key_number FROM sealed", "4");
  assert_sub_key (org, exported, "coming-ghCode__", 4, GH_KEY_CODE);
  assert_sub_key (org, exported, "coming-ghAppl__", 4, GH_KEY_APPL);
  assert_sub_key (org, exported, "coming-ghSeed__", 4, GH_KEY_SEED);
  assert_sub_key (org, exported, "coming-ghLook__", 4, GH_KEY_LOOK);

  /* K8: of the coming key the log has only that there was one. */
  payload = gh_test_query (org, "SELECT payload -> 'parameters' FROM log WHERE operation = 'key.export' ORDER BY seq DESC");
  g_assert_cmpstr (payload, ==, "{\"coming\":4,\"unit\":\"gatehoused.service\",\"coming-key\":\"given: yes\"}");
  code = dup_line (exported, "coming-ghCode__");
  assert_recovers (org, recovery_key, 4);
  assert_not_stored (org, code, strlen (code));
  assert_not_stored (org, gh_secret_get (coming.master, NULL), GH_KEY_BYTES);
  assert_log_is_whole (org);
  gh_secret_unref (kept.master);
}

/* What was exported is not what would be put in place. */
static void
test_export_coming_stale (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_auto (GhKeyComing) none = { 0 };
  g_auto (GhKeyComing) coming = { 0 };
  g_auto (GhKeyComing) later = { 0 };
  Kept kept = { 0 };
  g_autoptr (GhResult) without = export_coming (org, &kept, &none);
  G_GNUC_UNUSED g_autoptr (GhSecret) recovery_key = NULL;
  g_autoptr (GhResult) exported = NULL;
  g_autoptr (GhResult) again = NULL;
  g_autoptr (GhResult) stale = NULL;
  g_autoptr (GhResult) foreign = NULL;
  g_autoptr (GhResult) wrong = NULL;
  g_autoptr (GHashTable) secrets = gh_secrets_new ();
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GError) error = NULL;

  /* Nothing is exported or kept for a rotation that would be refused. */
  assert_refused (without, GH_REFUSAL_NO_KEY);
  g_assert_null (none.master);
  g_assert_cmpuint (kept.n_calls, ==, 0);

  recovery_key = create (org);
  exported = export_coming (org, &kept, &coming);
  again = export_coming (org, &kept, &later);
  stale = gh_key_rotate_to (org->store, org->actor, &coming, NULL, &error);
  g_assert_no_error (error);
  assert_refused (stale, GH_REFUSAL_CHANGED_SINCE);
  gh_test_assert_query (org, "SELECT group_concat (id || ':' || (ended IS NULL), ' ') FROM keys", "1:1 2:0 3:1");

  /* A number that is another key's, or no export that is in use, stays for nothing. */
  later.number = 4;
  json_object_set_int_member (parameters, "number", 4);
  json_object_set_int_member (parameters, "export", 2);
  g_hash_table_insert (secrets, g_strdup ("master-key"), gh_secret_ref (later.master));
  foreign = gh_run (org->store,
                    &(GhRequest) {
                      .operation = gh_operation_find ("key.rotate"),
                      .actor = org->actor,
                      .parameters = parameters,
                      .secrets = secrets,
                    },
                    NULL, &error);
  g_assert_no_error (error);
  assert_refused (foreign, GH_REFUSAL_CHANGED_SINCE);

  /* No key at all is none. */
  g_hash_table_remove_all (secrets);
  g_hash_table_insert (secrets, g_strdup ("coming-key"), gh_secret_copy ("short", 5));
  json_object_remove_member (parameters, "number");
  json_object_remove_member (parameters, "export");
  json_object_set_string_member (parameters, "unit", "gatehoused.service");
  json_object_set_int_member (parameters, "coming", 5);
  wrong = gh_run (org->store,
                  &(GhRequest) {
                    .operation = gh_operation_find ("key.export"),
                    .actor = org->actor,
                    .parameters = parameters,
                    .secrets = secrets,
                  },
                  NULL, &error);
  g_assert_null (wrong);
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
  gh_test_assert_query (org, "SELECT max (id) FROM keys", "3");
  g_clear_pointer (&kept.master, gh_secret_unref);
}

/* Where the rotation is given up, the export goes on with the key in use, and the next rotation is as any. */
static void
test_export_coming_given_up (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  G_GNUC_UNUSED g_autoptr (GhSecret) recovery_key = create (org);
  g_auto (GhKeyComing) coming = { 0 };
  Kept kept = { 0 };
  g_autoptr (GhResult) exported = export_coming (org, &kept, &coming);
  g_autoptr (GhResult) rotated = make (org, "key.rotate", &kept);

  g_assert_false (exported->is_refused);
  g_assert_false (rotated->is_refused);
  gh_test_assert_query (org, "SELECT group_concat (id || ':' || (ended IS NULL), ' ') FROM keys", "1:0 2:0 3:1");
  g_assert_false (gh_secret_equal (kept.master, coming.master));
  assert_log_is_whole (org);
  gh_secret_unref (kept.master);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/K2/key/create", test_create);
  g_test_add_func ("/K2/key/not-kept", test_not_kept);
  g_test_add_func ("/A4/key/only-owners", test_only_owners);
  g_test_add_func ("/K6/recover", test_recover);
  g_test_add_func ("/K6/exchanged-public-half", test_exchanged_public);
  g_test_add_func ("/K6/renew", test_renew);
  g_test_add_func ("/K1/sealed/in-a-run", test_sealed);
  g_test_add_func ("/K1/sealed/moved", test_sealed_moved);
  g_test_add_func ("/K1/sealed/in-another-organisation", test_sealed_elsewhere);
  g_test_add_func ("/K7/rotate-lose-everything-recover", test_rotate_lose_recover);
  g_test_add_func ("/K7/rotate-fails", test_rotate_fails);
  g_test_add_func ("/K3/export", test_export);
  g_test_add_func ("/K7/export/old-and-coming", test_export_coming);
  g_test_add_func ("/K7/export/stale", test_export_coming_stale);
  g_test_add_func ("/K7/export/given-up", test_export_coming_given_up);

  return g_test_run ();
}
