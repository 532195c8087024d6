/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"

G_BEGIN_DECLS

#define GH_TYPE_IMPORT_PAGE (gh_import_page_get_type ())
G_DECLARE_FINAL_TYPE (GhImportPage, gh_import_page, GH, IMPORT_PAGE, GhPage)

/**
 * GhImportPage:
 *
 * What a CSV file of users would do, line by line, and the button that does it (U10). Its key is the path of the file.
 */

G_END_DECLS
