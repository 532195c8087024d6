/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keys/gh-keys.h"
#include "operations/gh-chain.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Returns: (transfer full): what retention leaves, as it stands in the facts of its entry's payload (J7) */
JsonObject *gh_log_stub_to_json (const GhStub *self,
                                 const guint8  signature[GH_SIGNATURE_BYTES]);

/**
 * gh_log_stub_parse:
 * @self: (out caller-allocates): the stub
 * @signature: (out caller-allocates): its signature
 * @payload: (nullable): the payload of an entry of log.apply-retention
 *
 * Returns: whether @payload has one
 */
gboolean gh_log_stub_parse (GhStub     *self,
                            guint8      signature[GH_SIGNATURE_BYTES],
                            const char *payload);

G_END_DECLS
