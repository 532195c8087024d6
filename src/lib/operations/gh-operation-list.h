/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register: a line an operation, in the order of the menus. Included with GH_OPERATION(symbol) defined. */

GH_OPERATION (gh_op_user_add)
GH_OPERATION (gh_op_log_undo)
GH_OPERATION (gh_op_organisation_create)
GH_OPERATION (gh_op_organisation_fill_practice)
GH_OPERATION (gh_op_organisation_restore)
