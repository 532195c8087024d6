/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each kind after those that it refers to. Included with GH_RECORD_KIND(symbol) defined. */

GH_RECORD_KIND (gh_record_kind_setting)
GH_RECORD_KIND (gh_record_kind_directory)
GH_RECORD_KIND (gh_record_kind_group)
GH_RECORD_KIND (gh_record_kind_phone)
GH_RECORD_KIND (gh_record_kind_token)
GH_RECORD_KIND (gh_record_kind_user)
GH_RECORD_KIND (gh_record_kind_bypass_code)
GH_RECORD_KIND (gh_record_kind_key)
GH_RECORD_KIND (gh_record_kind_credential)
GH_RECORD_KIND (gh_record_kind_sms_batch)
GH_RECORD_KIND (gh_record_kind_sealed)
GH_RECORD_KIND (gh_record_kind_administrator)
GH_RECORD_KIND (gh_record_kind_administrator_credential)
