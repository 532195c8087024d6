/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register: a line an operation, in the order of the menus. Included with GH_OPERATION(symbol) defined. */

GH_OPERATION (gh_op_user_add)
GH_OPERATION (gh_op_user_import)
GH_OPERATION (gh_op_user_set_status)
GH_OPERATION (gh_op_user_trash)
GH_OPERATION (gh_op_user_restore)
GH_OPERATION (gh_op_user_purge)
GH_OPERATION (gh_op_log_undo)
GH_OPERATION (gh_op_organisation_create)
GH_OPERATION (gh_op_organisation_fill_practice)
GH_OPERATION (gh_op_user_end_bypass)
GH_OPERATION (gh_op_user_sweep_inactive)
GH_OPERATION (gh_op_user_purge_due)
