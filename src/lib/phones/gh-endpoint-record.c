/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-endpoint-record.h"

#include "operations/gh-run.h"
#include "phones/gh-phone-record.h"

static GhRefusal
check_undo (GhRun       *run,
            gint64       id,
            const char  *before,
            GError     **error)
{
  if (before != NULL)
    return GH_REFUSAL_NONE;

  return gh_phone_check_holders (run, "phones/list-holders-of-endpoint", id, error);
}

const GhRecordKind gh_record_kind_endpoint = {
  .name = GH_ENDPOINT_KIND,
  .noun = GH_PLURAL ("%s endpoint", "%s endpoints"),
  .table = "endpoints",
  .describe = "phones/describe-endpoint",
  .record = "phones/get-endpoint-record",
  .fields = " key:text name:text ",
  .label_fields = "[\"name\"]",
  .check_undo = check_undo,
  .back = { "phones/remove-back-endpoints", "phones/make-back-endpoints", "phones/put-back-endpoints" },
  .list_removed = "phones/list-removed-endpoints",
};
