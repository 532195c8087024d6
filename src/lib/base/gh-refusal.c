/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-refusal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const char *code;
  const char *tooltip;
  const char *sentence;
  unsigned    http_status;
} RefusalRow;

static const RefusalRow rows[GH_N_REFUSALS] = {
  [GH_REFUSAL_NONE] = { "none", "", "", 200 },

  [GH_REFUSAL_ROLE] = { "role", N_("Your role may not do this"),
    N_("Your role may not do this."), 403 },
  [GH_REFUSAL_STATUS_NOT_YOURS] = { "status-not-yours", N_("Your role may not set this status"),
    N_("Your role may not set the status that this would bring about."), 403 },
  [GH_REFUSAL_ONLY_UNLOCK] = { "only-unlock", N_("Your role may only unlock"),
    N_("Your role may change a status only from Locked Out to Active."), 403 },
  [GH_REFUSAL_TOO_MANY_ROWS] = { "too-many-rows", N_("At most 100 rows"),
    N_("More than 100 rows are an export, and your role may not export."), 403 },
  [GH_REFUSAL_PASSCODE_AGAIN] = { "passcode-again", N_("This needs your passcode again"),
    N_("This needs your passcode again, which is more than 10 minutes old."), 403 },
  [GH_REFUSAL_SIGNED_OUT] = { "signed-out", N_("Sign in again"),
    N_("You are not signed in any more, because your account was changed: sign in again."), 403 },
  [GH_REFUSAL_LOCAL_OWNER_ONLY] = { "local-owner-only", N_("Sign in first"),
    N_("Only the owner of the file and root may do this without signing in."), 403 },
  [GH_REFUSAL_LOCAL_OFF] = { "local-off", N_("Sign in first"),
    N_("Nothing may be done here without signing in; the setting local_operations says so."), 403 },

  [GH_REFUSAL_NO_TARGETS] = { "no-targets", N_("Nothing matches"),
    N_("Nothing matches, so nothing was done."), 404 },
  [GH_REFUSAL_EMPTY_QUERY] = { "empty-query", N_("The query is empty"),
    N_("An empty query could mean everybody by mistake: everybody is username:*."), 400 },
  [GH_REFUSAL_ALREADY_SO] = { "already-so", N_("Already like this"),
    N_("Already like this, so nothing changes."), 400 },
  [GH_REFUSAL_STATUS_OF_GROUP] = { "status-of-group", N_("Already like this, but a group’s status holds"),
    N_("This is the user’s own status already, but the status of a group holds: change that, or take the user out of it."),
    400 },
  [GH_REFUSAL_NOTHING_GIVEN] = { "nothing-given", N_("Nothing to change"),
    N_("No value was given, so there is nothing to change."), 400 },
  [GH_REFUSAL_IN_TRASH] = { "in-trash", N_("Restore the user first"),
    N_("In the Trash, where nothing can be changed: restore the user first."), 400 },
  [GH_REFUSAL_NOT_IN_TRASH] = { "not-in-trash", N_("Not in the Trash"),
    N_("Not in the Trash."), 400 },
  [GH_REFUSAL_CHANGED_SINCE] = { "changed-since", N_("Changed by somebody else"),
    N_("Somebody changed this since it was read."), 409 },
  [GH_REFUSAL_NOT_NEW] = { "not-new", N_("Only a new organisation can be filled"),
    N_("Only a new organisation, without users or groups, can be filled with practice users."), 409 },

  [GH_REFUSAL_MANAGED_BY_DIRECTORY] = { "managed-by-directory", N_("Managed by a directory"),
    N_("Managed by a directory, which alone decides this."), 400 },
  [GH_REFUSAL_NOT_MANAGED] = { "not-managed", N_("Not managed by a directory"),
    N_("Not managed by a directory, so a sync does not touch this user."), 400 },
  [GH_REFUSAL_DISABLED_BY_DIRECTORY] = { "disabled-by-directory", N_("Disabled by its directory"),
    N_("Disabled by the directory, where alone this can be lifted."), 400 },
  [GH_REFUSAL_FIELD_OF_DIRECTORY] = { "field-of-directory", N_("Comes from a directory"),
    N_("This field comes from the directory that manages the user."), 400 },
  [GH_REFUSAL_ONLY_SYNC_RESTORES] = { "only-sync-restores", N_("Only a sync can restore this user"),
    N_("Only a sync of the user’s directory can restore the user."), 400 },
  [GH_REFUSAL_GROUP_OF_DIRECTORY] = { "group-of-directory", N_("The group belongs to a directory"),
    N_("The group belongs to a directory, which alone changes it and its members."), 400 },

  [GH_REFUSAL_NAME_TAKEN] = { "name-taken", N_("The name is taken"),
    N_("The name is taken."), 400 },
  [GH_REFUSAL_NAME_TAKEN_IN_TRASH] = { "name-taken-in-trash", N_("The name is taken by a user in the Trash"),
    N_("The name is taken by a user in the Trash."), 400 },
  [GH_REFUSAL_NAME_EMPTY] = { "name-empty", N_("A name is needed"),
    N_("A name is needed."), 400 },
  [GH_REFUSAL_NAME_CHARACTERS] = { "name-characters", N_("The name holds a character that names may not hold"),
    N_("A name may hold no control characters and no invisible or direction-changing ones."), 400 },
  [GH_REFUSAL_NAME_BLANKS] = { "name-blanks", N_("A name may not begin or end with a blank"),
    N_("A name may not begin or end with a blank."), 400 },
  [GH_REFUSAL_TOO_LONG] = { "too-long", N_("Too long"),
    N_("The text is longer than this field holds."), 400 },
  [GH_REFUSAL_ALIAS_IS_USERNAME] = { "alias-is-username", N_("An alias equal to the username is of no use"),
    N_("An alias equal to the user’s own username or another alias is of no use."), 400 },
  [GH_REFUSAL_TOO_MANY_ALIASES] = { "too-many-aliases", N_("At most 8 aliases"),
    N_("A user has at most 8 aliases."), 400 },
  [GH_REFUSAL_NO_SUCH_ALIAS] = { "no-such-alias", N_("No such alias"),
    N_("The user has no such alias."), 400 },
  [GH_REFUSAL_EMAIL] = { "email", N_("Not an e-mail address"),
    N_("An e-mail address has one @, a name before it and a domain behind it."), 400 },
  [GH_REFUSAL_EMAIL_CHARACTERS] = { "email-characters", N_("An e-mail address holds no such character"),
    N_("The e-mail address holds a blank, a quotation mark or another character that cannot be in one."), 400 },
  [GH_REFUSAL_EMAIL_DOMAIN] = { "email-domain", N_("Not a domain behind the @"),
    N_("What follows the @ is no domain: its parts are letters, digits and hyphens between them, 63 at most."), 400 },
  [GH_REFUSAL_EMAIL_DOTS] = { "email-dots", N_("A dot too many in the e-mail address"),
    N_("The e-mail address has two dots in a row, or one beside the @ or at an end."), 400 },
  [GH_REFUSAL_EMAIL_HYPHEN] = { "email-hyphen", N_("An e-mail address may not begin with a hyphen"),
    N_("An e-mail address may not begin with a hyphen."), 400 },
  [GH_REFUSAL_EMAIL_INVISIBLE] = { "email-invisible", N_("The e-mail address holds an invisible character"),
    N_("The e-mail address holds an invisible character, which often comes with copying: type it anew."), 400 },
  [GH_REFUSAL_EMAIL_MORE] = { "email-more", N_("Only the e-mail address itself"),
    N_("Only the e-mail address itself is wanted, without a name, angle brackets or “mailto:”."), 400 },
  [GH_REFUSAL_EMAIL_NO_DOT] = { "email-no-dot", N_("The domain has no dot"),
    N_("The domain of the e-mail address has no dot, as example.com has one."), 400 },
  [GH_REFUSAL_NOT_UTF8] = { "not-utf8", N_("Not UTF-8 text"),
    N_("The text is not UTF-8."), 400 },
  [GH_REFUSAL_NO_IDENTITY_PROOFING] = { "no-identity-proofing", N_("Identity proofing is off"),
    N_("Users have first and last names only while the setting for identity proofing is on."), 400 },
  [GH_REFUSAL_ONE_AT_A_TIME] = { "one-at-a-time", N_("Only one at a time"),
    N_("Names and numbers are changed, and revisions compared, for one at a time."), 400 },
  [GH_REFUSAL_UNKNOWN_USER] = { "unknown-user", N_("No such user"),
    N_("There is no such user."), 400 },

  [GH_REFUSAL_UNKNOWN_STATUS] = { "unknown-status", N_("Unknown status"),
    N_("A status is one of active, bypass and disabled."), 400 },
  [GH_REFUSAL_UNTIL_WITHOUT_BYPASS] = { "until-without-bypass", N_("Only Bypass ends on a date"),
    N_("Only the status Bypass can have an end date."), 400 },
  [GH_REFUSAL_DATE] = { "date", N_("Not a date"),
    N_("A date is written 2026-12-03, or 2026-12-03T17:00:00Z for a moment."), 400 },
  [GH_REFUSAL_NO_SUCH_DATE] = { "no-such-date", N_("No such date"),
    N_("The calendar has no such date, or the clock no such time."), 400 },
  [GH_REFUSAL_DATE_RANGE] = { "date-range", N_("Out of range"),
    N_("A date lies in the years 1 to 9999, and ends before the last of them does."), 400 },
  [GH_REFUSAL_DATE_PASSED] = { "date-passed", N_("The date has passed"),
    N_("The date has passed."), 400 },
  [GH_REFUSAL_TIME_ZONE] = { "time-zone", N_("Unknown time zone"),
    N_("A time zone is written as an area and a place, such as Europe/Oslo."), 400 },

  [GH_REFUSAL_UNKNOWN_SETTING] = { "unknown-setting", N_("No such setting"),
    N_("There is no such setting."), 404 },
  [GH_REFUSAL_SETTING_RANGE] = { "setting-range", N_("Not a value of this setting"),
    N_("Not a value of this setting."), 400 },
  [GH_REFUSAL_REGION] = { "region", N_("Unknown country"),
    N_("A country is written with the two capital letters of ISO 3166, such as NO."), 400 },

  [GH_REFUSAL_UNKNOWN_GROUP] = { "unknown-group", N_("No such group"),
    N_("There is no such group."), 400 },
  [GH_REFUSAL_GROUP_NAME_TAKEN] = { "group-name-taken", N_("A group has this name"),
    N_("There is a group of this name already."), 400 },
  [GH_REFUSAL_ALREADY_MEMBER] = { "already-member", N_("Already in the group"),
    N_("Already in the group."), 400 },
  [GH_REFUSAL_NOT_MEMBER] = { "not-member", N_("Not in the group"),
    N_("Not in the group."), 400 },
  [GH_REFUSAL_TOO_MANY_GROUPS] = { "too-many-groups", N_("At most 100 groups"),
    N_("A user is in at most 100 groups."), 400 },

  [GH_REFUSAL_PHONE_NUMBER] = { "phone-number", N_("Not a phone number"),
    N_("A phone number is written +4722855050, or +4722855050 x417 with an extension."), 400 },
  [GH_REFUSAL_PHONE_COUNTRY] = { "phone-country", N_("No country has this code"),
    N_("The digits behind the + are the code of no country."), 400 },
  [GH_REFUSAL_PHONE_IMPOSSIBLE] = { "phone-impossible", N_("Not possible for its country"),
    N_("No phone number of its country has that many digits: some are missing, or there are too many."), 400 },
  [GH_REFUSAL_PHONE_LETTERS] = { "phone-letters", N_("A phone number holds no letters"),
    N_("A phone number holds no letters, but for an x or “ext.” before an extension."), 400 },
  [GH_REFUSAL_PHONE_LOST_PLUS] = { "phone-lost-plus", N_("Is there a + missing?"),
    N_("The number seems to have lost the + in front of its country’s code: write it with the +, or with the 0 or prefix"
       " that is dialled here."), 400 },
  [GH_REFUSAL_PHONE_NO_REGION] = { "phone-no-region", N_("Begin with + and the country’s code"),
    N_("The organisation’s time zone belongs to no country, so a phone number begins with + and its country’s code."),
    400 },
  [GH_REFUSAL_PHONE_SHORT] = { "phone-short", N_("An emergency or short number"),
    N_("An emergency or short number is nobody’s phone."), 400 },
  [GH_REFUSAL_PHONE_SPREADSHEET] = { "phone-spreadsheet", N_("A spreadsheet changed the number"),
    N_("A spreadsheet took the phone number for a quantity and changed it: make the column one of text, and type it anew."),
    400 },
  [GH_REFUSAL_PHONE_TRUNK] = { "phone-trunk", N_("Leave out the (0)"),
    N_("The (0) is not dialled from abroad in this country, or belongs to the number: leave out the brackets or the (0)."),
    400 },
  [GH_REFUSAL_PHONE_UNLIKELY] = { "phone-unlikely", N_("Perhaps no such phone number"),
    N_("The phone number is possible, but its country is not known to have given out any like it."), 400 },
  [GH_REFUSAL_PHONE_EXTENSION] = { "phone-extension", N_("Not an extension"),
    N_("An extension has at most 10 digits and nothing else, and follows a number."), 400 },
  [GH_REFUSAL_PHONE_NEEDS_NUMBER] = { "phone-needs-number", N_("A phone needs a number"),
    N_("A phone needs a number; only a tablet may have none."), 400 },
  [GH_REFUSAL_PHONE_TYPE] = { "phone-type", N_("Unknown type of phone"),
    N_("A phone’s type is mobile, tablet, landline or unknown."), 400 },
  [GH_REFUSAL_NUMBER_TAKEN] = { "number-taken", N_("Another phone has this number"),
    N_("Another phone has this number and extension."), 400 },
  [GH_REFUSAL_PLATFORM] = { "platform", N_("Unknown platform"),
    N_("A platform is one of iphone, android, smartphone, windowsphone, blackberry, j2me, palm, symbian, windowsmobile, "
       "mobile, tablet, landline and unknown."), 400 },
  [GH_REFUSAL_PLATFORM_OF_TYPE] = { "platform-of-type", N_("Only mobile phones and tablets have a platform"),
    N_("Only a mobile phone or a tablet has a platform."), 400 },
  [GH_REFUSAL_ALREADY_OWNER] = { "already-owner", N_("The user has this phone already"),
    N_("The user has this phone already."), 400 },
  [GH_REFUSAL_NOT_OWNER] = { "not-owner", N_("The user does not have this phone"),
    N_("The user does not have this phone."), 400 },
  [GH_REFUSAL_OWNER_IN_TRASH] = { "owner-in-trash", N_("Somebody in the Trash has it"),
    N_("Somebody in the Trash has it, and nothing can be changed there: restore the user first."), 400 },
  [GH_REFUSAL_ACTIVATION_PLATFORM] = { "activation-platform", N_("Set type and platform first"),
    N_("An app is activated on a mobile phone or tablet whose platform is known: set its type and platform first."), 400 },
  [GH_REFUSAL_ACTIVATION_MINUTES] = { "activation-minutes", N_("5 minutes to 30 days"),
    N_("An activation waits 5 minutes to 30 days for the first passcode."), 400 },
  [GH_REFUSAL_SMS_PHONE] = { "sms-phone", N_("Only for mobile phones with a number"),
    N_("SMS passcodes are only for mobile phones with a number."), 400 },
  [GH_REFUSAL_SMS_TOO_SOON] = { "sms-too-soon", N_("At most once a minute"),
    N_("A phone gets SMS passcodes at most once a minute."), 429 },
  [GH_REFUSAL_SMS_DAY] = { "sms-day", N_("At most 10 batches a day"),
    N_("10 batches of SMS passcodes today are the most for one phone."), 429 },
  [GH_REFUSAL_SMS_SUM] = { "sms-sum", N_("No more batches today"),
    N_("No more SMS passcodes are made today: a setting limits the batches of all phones together."), 429 },
  [GH_REFUSAL_TOKEN_TYPE] = { "token-type", N_("Unknown token type"),
    N_("A token’s type is one of h6, h8, t6, t8, yk, d1 and dt."), 400 },
  [GH_REFUSAL_TOKEN_SERIAL] = { "token-serial", N_("A token needs a serial number and a type"),
    N_("A token needs a serial number of at most 128 characters and a type."), 400 },
  [GH_REFUSAL_TOKEN_SERIAL_ROUNDED] = { "token-serial-rounded", N_("The serial number was rounded"),
    N_("A spreadsheet took the serial number for a quantity and rounded it: make the column one of text, and type it anew."),
    400 },
  [GH_REFUSAL_TOKEN_TAKEN] = { "token-taken", N_("There is such a token already"),
    N_("There is a token of this type and serial number already."), 400 },
  [GH_REFUSAL_UNKNOWN_TOKEN] = { "unknown-token", N_("No such token"),
    N_("There is no hardware token with this serial number."), 400 },
  [GH_REFUSAL_SEVERAL_TOKENS] = { "several-tokens", N_("Which type?"),
    N_("Tokens of several types have this serial number: say which type."), 400 },
  [GH_REFUSAL_HAS_TOKEN] = { "has-token", N_("Has this token already"),
    N_("Has this token already."), 400 },
  [GH_REFUSAL_HAS_NOT_TOKEN] = { "has-not-token", N_("Does not have this token"),
    N_("Does not have this token."), 400 },
  [GH_REFUSAL_TOO_MANY_OWNERS] = { "too-many-owners", N_("At most 100 users"),
    N_("A token is given to at most 100 users."), 400 },
  [GH_REFUSAL_TOKEN_WITHOUT_PASSCODES] = { "token-without-passcodes", N_("Its passcodes cannot be computed"),
    N_("No passcode of such a token can be accepted: how they are computed is its maker’s secret."), 400 },
  [GH_REFUSAL_TOKEN_WITHOUT_SECRET] = { "token-without-secret", N_("The token has no secret"),
    N_("The token’s secret is not known here, so none of its passcodes can be accepted: set the secret first."), 400 },
  [GH_REFUSAL_TOKEN_FORM] = { "token-form", N_("hex, base32 or base64"),
    N_("A secret is written as hex, base32 or base64."), 400 },
  [GH_REFUSAL_TOKEN_SECRET] = { "token-secret", N_("Not a secret of this form"),
    N_("The secret is not written in this form: perhaps another one was meant, or a digit is missing."), 400 },
  [GH_REFUSAL_TOKEN_SECRET_LENGTH] = { "token-secret-length", N_("10 to 64 bytes"),
    N_("A token’s secret has 10 to 64 bytes, which are 20 to 128 hex digits."), 400 },
  [GH_REFUSAL_TOKEN_YUBIKEY_SECRET] = { "token-yubikey-secret", N_("Private ID and AES key"),
    N_("A YubiKey’s secret is its private ID (12 hex digits) and its AES key (32), one after the other."), 400 },
  [GH_REFUSAL_TOKEN_YUBIKEY] = { "token-yubikey", N_("Not with a YubiKey"),
    N_("A YubiKey has no counter, step or algorithm to be set."), 400 },
  [GH_REFUSAL_TOKEN_ALGORITHM] = { "token-algorithm", N_("Not this algorithm"),
    N_("TOTP is computed by sha1, sha256 or sha512, HOTP by sha1 alone."), 400 },
  [GH_REFUSAL_TOKEN_COUNTER] = { "token-counter", N_("Not this counter"),
    N_("HOTP has a counter from 0 on, and no step."), 400 },
  [GH_REFUSAL_TOKEN_STEP] = { "token-step", N_("1 to 300 seconds"),
    N_("TOTP has a step of 1 to 300 seconds, and no counter."), 400 },
  [GH_REFUSAL_RESYNC_PASSCODES] = { "resync-passcodes", N_("Passcodes in a row"),
    N_("It takes passcodes in a row: three of HOTP, two of TOTP or a YubiKey."), 400 },
  [GH_REFUSAL_RESYNC_NOT_FOUND] = { "resync-not-found", N_("The passcodes were not found"),
    N_("The token could not be resynchronised by these passcodes."), 400 },
  [GH_REFUSAL_TOO_MANY_PHONES] = { "too-many-phones", N_("At most 100 phones"),
    N_("A user has at most 100 phones, and a phone at most 100 users."), 400 },
  [GH_REFUSAL_TOO_MANY_TOKENS] = { "too-many-tokens", N_("At most 100 tokens"),
    N_("A user has at most 100 tokens."), 400 },

  [GH_REFUSAL_NO_BYPASS_CODES] = { "no-bypass-codes", N_("Your role may make no bypass codes"),
    N_("A setting lets your role make no bypass codes."), 403 },
  [GH_REFUSAL_STANDARD_CODES_ONLY] = { "standard-codes-only", N_("Only standard bypass codes"),
    N_("A setting lets your role make standard bypass codes only: one, generated, for one use and the time that is set."),
    403 },
  [GH_REFUSAL_CODE_OF_OTHERS] = { "code-of-others", N_("Somebody else made this code"),
    N_("Your role may show and delete only bypass codes that you made."), 403 },
  [GH_REFUSAL_CODE_DIGITS] = { "code-digits", N_("6 to 32 digits"),
    N_("A bypass code has 6 to 32 digits and nothing else."), 400 },
  [GH_REFUSAL_CODE_SHORT] = { "code-short", N_("Too short for this"),
    N_("A bypass code of fewer than 9 digits may have only one use and at most 24 hours."), 400 },
  [GH_REFUSAL_CODE_GUESSABLE] = { "code-guessable", N_("Too easy to guess"),
    N_("This bypass code is too easy to guess: it is a sequence, or repeats itself."), 400 },
  [GH_REFUSAL_CODE_HAD_BEFORE] = { "code-had-before", N_("The user has had this code before"),
    N_("The user has had this bypass code before, so others may know it."), 400 },
  [GH_REFUSAL_ONE_OWN_CODE] = { "one-own-code", N_("One user, one code"),
    N_("A code that you type is for one user and is made once."), 400 },
  [GH_REFUSAL_CODE_COUNT] = { "code-count", N_("1 to 10 codes at once"),
    N_("1 to 10 bypass codes are made for a user at once."), 400 },
  [GH_REFUSAL_CODE_MINUTES] = { "code-minutes", N_("At most ten years"),
    N_("A bypass code ends after 1 minute to ten years, or never (0)."), 400 },
  [GH_REFUSAL_CODE_USES] = { "code-uses", N_("1 to 1,000 uses"),
    N_("A bypass code has 1 to 1,000 uses, or any number (0)."), 400 },
  [GH_REFUSAL_TOO_MANY_CODES] = { "too-many-codes", N_("At most 100 bypass codes"),
    N_("A user has at most 100 bypass codes: delete some first."), 400 },
  [GH_REFUSAL_CODE_NOT_KEPT] = { "code-not-kept", N_("Its digits are not kept"),
    N_("The digits of this bypass code are not kept, so they cannot be shown."), 400 },

  [GH_REFUSAL_TOO_MANY_SECRETS] = { "too-many-secrets", N_("At most 1,000 at once"),
    N_("At most 1,000 secrets are made and shown at once."), 400 },

  [GH_REFUSAL_ADMINISTRATOR_TAKEN] = { "administrator-taken", N_("Another administrator has this e-mail address"),
    N_("Another administrator has this e-mail address."), 400 },
  [GH_REFUSAL_ADMINISTRATOR_ENDED] = { "administrator-ended", N_("Removed after the backup that was restored"),
    N_("Removed after the backup that was restored: remove this administrator here, too, and add the person anew."), 400 },
  [GH_REFUSAL_UNKNOWN_ROLE] = { "unknown-role", N_("No such role"),
    N_("The roles are owner, administrator, application-manager, user-manager, help-desk, security-analyst and read-only."),
    400 },
  [GH_REFUSAL_FIRST_OWNER] = { "first-owner", N_("The first administrator is an owner"),
    N_("The first administrator is an owner: nobody else could add the next one."), 400 },
  [GH_REFUSAL_LAST_OWNER] = { "last-owner", N_("An organisation needs at least one owner"),
    N_("An organisation needs at least one owner who is enabled and has a second factor."), 400 },
  [GH_REFUSAL_NOT_LOCKED_OUT] = { "not-locked-out", N_("Not locked out"),
    N_("Not locked out."), 400 },
  [GH_REFUSAL_OWN_ACCOUNT] = { "own-account", N_("Only for one’s own account"),
    N_("Only administrators who have signed in do this, each for the own account."), 403 },
  [GH_REFUSAL_NO_SET_UP_CODE] = { "no-set-up-code", N_("No set-up code is good"),
    N_("There is no set-up code, or it has ended: ask an owner for another."), 400 },
  [GH_REFUSAL_NO_PASSWORD] = { "no-password", N_("There is no password yet"),
    N_("There is no password yet."), 400 },
  [GH_REFUSAL_PASSWORD] = { "password", N_("Choose another password"),
    N_("Choose another password."), 400 },
  [GH_REFUSAL_PASSCODE_NOT_APPS] = { "passcode-not-apps", N_("Not what the app shows"),
    N_("That did not match: type the digits that the app shows now."), 400 },

  [GH_REFUSAL_TOO_MANY_AT_ONCE] = { "too-many-at-once", N_("At most 100 at once"),
    N_("At most 100 users can be deleted for good at once."), 400 },
  [GH_REFUSAL_COUNT_NOT_CONFIRMED] = { "count-not-confirmed", N_("Confirm the number that will go"),
    N_("Deleting for good is confirmed with the number of users that will go."), 409 },
  [GH_REFUSAL_NOT_DUE] = { "not-due", N_("Not due yet"),
    N_("Not due yet."), 400 },
  [GH_REFUSAL_CLOCK_AHEAD] = { "clock-ahead", N_("The clock is far ahead"),
    N_("The clock is more than 7 days ahead of when it was last known to be right, and not synchronised, so this waits."), 409 },

  [GH_REFUSAL_KEY_EXISTS] = { "key-exists", N_("There is a key already"),
    N_("There is a key already: it can be rotated."), 409 },
  [GH_REFUSAL_NO_KEY] = { "no-key", N_("There is no key yet"),
    N_("This organisation has no key yet: create one first."), 409 },
  [GH_REFUSAL_KEY_NOT_OPEN] = { "key-not-open", N_("The key is not open"),
    N_("This needs the organisation’s key, which is not open on this computer."), 409 },
  [GH_REFUSAL_RECOVERY_EXCHANGED] = { "recovery-exchanged", N_("The recovery key’s public half is not ours"),
    N_("The recovery key’s public half in the database is not the one that was stored with the key: renew the recovery "
       "key first."), 409 },

  [GH_REFUSAL_NO_SUCH_ENTRY] = { "no-such-entry", N_("No such entry"),
    N_("The log has no such entry."), 404 },
  [GH_REFUSAL_REMOVED_BY_RETENTION] = { "removed-by-retention", N_("Removed from the log by age"),
    N_("The log no longer holds this: what retention removed cannot be undone."), 400 },
  [GH_REFUSAL_CANNOT_BE_UNDONE] = { "cannot-be-undone", N_("This cannot be undone"),
    N_("This cannot be undone."), 400 },
  [GH_REFUSAL_UNDONE_ALREADY] = { "undone-already", N_("Undone already"),
    N_("This entry was undone already."), 409 },
  [GH_REFUSAL_NOTHING_TO_UNDO] = { "nothing-to-undo", N_("Nothing to undo"),
    N_("There is nothing of yours to undo."), 404 },
  [GH_REFUSAL_EDITED_SINCE] = { "edited-since", N_("Edited since"),
    N_("Edited since, so it stays as it is."), 409 },
  [GH_REFUSAL_OWNER_GONE] = { "owner-gone", N_("What it belonged to is gone"),
    N_("What it belonged to is gone."), 409 },
  [GH_REFUSAL_UNLOCKING_STAYS] = { "unlocking-stays", N_("Unlocking cannot be undone"),
    N_("A lock-out was ended with it, and that cannot be undone."), 400 },
  [GH_REFUSAL_JOURNAL_UNREADABLE] = { "journal-unreadable", N_("Its journal is not as this version writes it"),
    N_("What the journal has of this entry is not as this version writes it, so nothing can be undone by it."), 409 },

  [GH_REFUSAL_HEAD_UNKNOWN] = { "head-unknown", N_("The end of the log is not known here"),
    N_("The end of the log is not signed, and nothing here knows it: an Owner must accept it first."), 409 },
  [GH_REFUSAL_RETENTION_DAYS] = { "retention-days", N_("From 30 to 3650 days"),
    N_("The log is kept for 30 to 3650 days."), 400 },

  [GH_REFUSAL_REPEATED_IN_FILE] = { "repeated-in-file", N_("Named before in this file"),
    N_("An earlier line of this file has this name."), 400 },
  [GH_REFUSAL_ROW_SHAPE] = { "row-shape", N_("Not as many cells as columns"),
    N_("The line has not as many cells as there are columns."), 400 },
  [GH_REFUSAL_UNKNOWN_COLUMN] = { "unknown-column", N_("Unknown column"),
    N_("The file has a column that is not known."), 400 },
  [GH_REFUSAL_REPEATED_COLUMN] = { "repeated-column", N_("A column is there twice"),
    N_("The file has a column twice."), 400 },
  [GH_REFUSAL_NO_USERNAME_COLUMN] = { "no-username-column", N_("No column “username”"),
    N_("The file’s first line names no column “username”."), 400 },
  [GH_REFUSAL_CELL_WITHOUT_HEADER] = { "cell-without-header", N_("A value under an empty header"),
    N_("This stands under an empty header: name the column in the first line, or empty the cell."), 400 },
  [GH_REFUSAL_CELL_NOT_UTF8] = { "cell-not-utf8", N_("Not UTF-8 text"),
    N_("The text is not UTF-8: save the file as CSV UTF-8."), 400 },
  [GH_REFUSAL_CELL_NUL] = { "cell-nul", N_("A NUL byte"),
    N_("There is a NUL byte, so this is no text."), 400 },
  [GH_REFUSAL_CELL_STRAY_QUOTES] = { "cell-stray-quotes", N_("Quotes within a cell"),
    N_("There are quotes in the middle of a cell that does not begin with them."), 400 },
  [GH_REFUSAL_CELL_BEHIND_QUOTES] = { "cell-behind-quotes", N_("Text behind the quotes"),
    N_("There is text behind the closing quotes."), 400 },
  [GH_REFUSAL_ROW_TOO_LONG] = { "row-too-long", N_("More than 1 MiB in a line"),
    N_("The line holds more than 1 MiB: are the quotes right?"), 400 },
};

const char *
gh_refusal_get_code (GhRefusal refusal)
{
  g_return_val_if_fail (refusal < GH_N_REFUSALS, "none");

  return rows[refusal].code;
}

GhRefusal
gh_refusal_find (const char *code)
{
  for (GhRefusal refusal = 0; refusal < GH_N_REFUSALS; refusal++)
    if (strcmp (rows[refusal].code, code) == 0)
      return refusal;

  return GH_REFUSAL_NONE;
}

const char *
gh_refusal_get_tooltip (GhRefusal refusal)
{
  g_return_val_if_fail (refusal < GH_N_REFUSALS, "");

  return refusal == GH_REFUSAL_NONE ? "" : _(rows[refusal].tooltip);
}

const char *
gh_refusal_get_sentence (GhRefusal refusal)
{
  g_return_val_if_fail (refusal < GH_N_REFUSALS, "");

  return refusal == GH_REFUSAL_NONE ? "" : _(rows[refusal].sentence);
}

unsigned
gh_refusal_get_http_status (GhRefusal refusal)
{
  g_return_val_if_fail (refusal < GH_N_REFUSALS, 500);

  return rows[refusal].http_status;
}

gboolean
gh_refusal_set_error (GhRefusal    refusal,
                      GError     **error,
                      const char  *detail)
{
  g_return_val_if_fail (refusal != GH_REFUSAL_NONE && refusal < GH_N_REFUSALS, FALSE);

  if (detail != NULL)
    g_set_error (error, GH_ERROR, GH_ERROR_REFUSED, "%s (%s)", gh_refusal_get_sentence (refusal), detail);
  else
    g_set_error_literal (error, GH_ERROR, GH_ERROR_REFUSED, gh_refusal_get_sentence (refusal));

  return FALSE;
}
