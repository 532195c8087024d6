/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register: a line an operation, in the order of the menus. Included with GH_OPERATION(symbol) defined. */

GH_OPERATION (gh_op_user_add)
GH_OPERATION (gh_op_user_import)
GH_OPERATION (gh_op_user_edit)
GH_OPERATION (gh_op_user_add_to_group)
GH_OPERATION (gh_op_user_remove_from_group)
GH_OPERATION (gh_op_group_add)
GH_OPERATION (gh_op_group_edit)
GH_OPERATION (gh_op_group_delete)
GH_OPERATION (gh_op_directory_create)
GH_OPERATION (gh_op_sync_apply)
GH_OPERATION (gh_op_log_undo)
GH_OPERATION (gh_op_organisation_create)
GH_OPERATION (gh_op_organisation_fill_practice)
GH_OPERATION (gh_op_organisation_restore)
