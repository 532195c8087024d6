/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R12: what people paste as an e-mail address, and what is wrong with it. */
#include "base/gh-email.h"

static const struct {
  const char *email;
  GhRefusal   refusal;
} rows[] = {
  { "", GH_REFUSAL_NONE },
  { "a@ex.test", GH_REFUSAL_NONE },
  { "Anna.Berg@Example.COM", GH_REFUSAL_NONE },
  { "anna+gatehouse@mail.ex-ample.test", GH_REFUSAL_NONE },
  { "o'neill@ex.test", GH_REFUSAL_NONE },
  { "!#$%&'*+-/=?^_`{|}~@ex.test", GH_REFUSAL_NONE },
  { "1@1.test", GH_REFUSAL_NONE },
  { "åsa@ødegård.test", GH_REFUSAL_NONE },
  { "用户@例子.广告", GH_REFUSAL_NONE },
  { "δοκιμή@παράδειγμα.δοκιμή", GH_REFUSAL_NONE },
  { "a@xn--bcher-kva.test", GH_REFUSAL_NONE },
  { "संपर्क@डाटामेल.भारत", GH_REFUSAL_NONE },

  /* the @ */
  { "anna", GH_REFUSAL_EMAIL },
  { "anna.ex.test", GH_REFUSAL_EMAIL },
  { "@ex.test", GH_REFUSAL_EMAIL },
  { "anna@", GH_REFUSAL_EMAIL },
  { "@", GH_REFUSAL_EMAIL },
  { "a@b@ex.test", GH_REFUSAL_EMAIL },
  { "a@@ex.test", GH_REFUSAL_EMAIL },

  /* dots */
  { "a@ex..test", GH_REFUSAL_EMAIL_DOTS },
  { ".a@ex.test", GH_REFUSAL_EMAIL_DOTS },
  { "a.@ex.test", GH_REFUSAL_EMAIL_DOTS },
  { "a..b@ex.test", GH_REFUSAL_EMAIL_DOTS },
  { "a@.ex.test", GH_REFUSAL_EMAIL_DOTS },
  { "a@ex.test.", GH_REFUSAL_EMAIL_DOTS },
  { "a@ex", GH_REFUSAL_EMAIL_NO_DOT },
  { "root@localhost", GH_REFUSAL_EMAIL_NO_DOT },

  /* more than the address */
  { "mailto:a@ex.test", GH_REFUSAL_EMAIL_MORE },
  { "MailTo:a@ex.test", GH_REFUSAL_EMAIL_MORE },
  { "<a@ex.test>", GH_REFUSAL_EMAIL_MORE },
  { "Anna <a@ex.test>", GH_REFUSAL_EMAIL_MORE },
  { "a@ex.test>", GH_REFUSAL_EMAIL_MORE },

  /* characters */
  { "a b@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { " a@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { "a@ex.test ", GH_REFUSAL_EMAIL_CHARACTERS },
  { "a@ex.test\n", GH_REFUSAL_EMAIL_CHARACTERS },
  { "a@ex.test\r\nBcc: b@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { "a\xc2\xa0@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { "a@ex.test,b@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { "a@ex.test;b@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { "\"a b\"@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { "a@[192.0.2.1]", GH_REFUSAL_EMAIL_CHARACTERS },
  { "a(work)@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { "a\\b@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { "smtp:a@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { "“a@ex.test”", GH_REFUSAL_EMAIL_CHARACTERS },
  { "‘a@ex.test’", GH_REFUSAL_EMAIL_CHARACTERS },
  { "„a@ex.test“", GH_REFUSAL_EMAIL_CHARACTERS },
  { "«a@ex.test»", GH_REFUSAL_EMAIL_CHARACTERS },
  { "a…b@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { "anna–lise@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { "a＠ex.test", GH_REFUSAL_EMAIL_CHARACTERS },
  { "\x7f" "a@ex.test", GH_REFUSAL_EMAIL_CHARACTERS },

  /* invisible */
  { "a\xe2\x80\x8b@ex.test", GH_REFUSAL_EMAIL_INVISIBLE },
  { "\xef\xbb\xbf" "a@ex.test", GH_REFUSAL_EMAIL_INVISIBLE },
  { "a@ex\xc2\xad.test", GH_REFUSAL_EMAIL_INVISIBLE },
  { "\xe2\x80\xaa" "a@ex.test\xe2\x80\xac", GH_REFUSAL_EMAIL_INVISIBLE },
  { "a@ex.test\xe2\x81\xa0", GH_REFUSAL_EMAIL_INVISIBLE },
  { "a\xe2\x80\x8c" "b@ex.test", GH_REFUSAL_EMAIL_INVISIBLE },
  { "a\xef\xb8\x8f@ex.test", GH_REFUSAL_EMAIL_INVISIBLE },
  { "a@ex.test\xf3\xa0\x81\xa1", GH_REFUSAL_EMAIL_INVISIBLE },

  /* the domain */
  { "a@-ex.test", GH_REFUSAL_EMAIL_DOMAIN },
  { "a@ex-.test", GH_REFUSAL_EMAIL_DOMAIN },
  { "a@ex_1.test", GH_REFUSAL_EMAIL_DOMAIN },
  { "a@ex.test/box", GH_REFUSAL_EMAIL_DOMAIN },
  { "a@ex.te'st", GH_REFUSAL_EMAIL_DOMAIN },
  { "-a@ex.test", GH_REFUSAL_EMAIL_HYPHEN },
  { "-oQ/tmp@ex.test", GH_REFUSAL_EMAIL_HYPHEN },

  { "a\xff@ex.test", GH_REFUSAL_NOT_UTF8 },
};

static void
assert_check (const char *email,
              GhRefusal   refusal)
{
  GhRefusal found = gh_email_check (email, TRUE);

  if (found != refusal)
    g_error ("“%s” is %s instead of %s", email, gh_refusal_get_code (found), gh_refusal_get_code (refusal));
}

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_check (rows[i].email, rows[i].refusal);
}

/* An organisation may allow a domain without a dot; everything else is refused as before. */
static void
test_without_dot (void)
{
  static const char *const names[] = { "root@localhost", "a@ex", "a@ødegård", "a@xn--bcher-kva" };
  static const struct {
    const char *email;
    GhRefusal   refusal;
  } refused[] = {
    { "a@", GH_REFUSAL_EMAIL },          { "a@-ex", GH_REFUSAL_EMAIL_DOMAIN }, { "a@ex-", GH_REFUSAL_EMAIL_DOMAIN },
    { "a@ex.", GH_REFUSAL_EMAIL_DOTS },  { "a@.ex", GH_REFUSAL_EMAIL_DOTS },   { "a@.", GH_REFUSAL_EMAIL_DOTS },
    { "a@e_x", GH_REFUSAL_EMAIL_DOMAIN }, { "a b@ex", GH_REFUSAL_EMAIL_CHARACTERS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpint (gh_email_check (names[i], TRUE), ==, GH_REFUSAL_EMAIL_NO_DOT);
      g_assert_cmpint (gh_email_check (names[i], FALSE), ==, GH_REFUSAL_NONE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_cmpint (gh_email_check (refused[i].email, FALSE), ==, refused[i].refusal);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].refusal != GH_REFUSAL_EMAIL_NO_DOT)
      g_assert_cmpint (gh_email_check (rows[i].email, FALSE), ==, rows[i].refusal);
}

static char *
repeat (const char *text,
        guint       n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);

  return g_string_free (all, FALSE);
}

/* RFC 5321, 4.5.3.1, counted in bytes. */
static void
test_lengths (void)
{
  static const struct {
    const char *part;
    guint       n;
    const char *format;
    GhRefusal   refusal;
  } lengths[] = {
    { "a", 64, "%s@ex.test", GH_REFUSAL_NONE },
    { "a", 65, "%s@ex.test", GH_REFUSAL_TOO_LONG },
    { "å", 32, "%s@ex.test", GH_REFUSAL_NONE },
    { "å", 33, "%s@ex.test", GH_REFUSAL_TOO_LONG },
    { "a", 63, "a@%s.test", GH_REFUSAL_NONE },
    { "a", 64, "a@%s.test", GH_REFUSAL_EMAIL_DOMAIN },
    { "a.", 125, "a@%s.test", GH_REFUSAL_EMAIL_DOTS },
    { "a.", 125, "a@%stest", GH_REFUSAL_NONE },
    { "a.", 126, "a@%stest", GH_REFUSAL_TOO_LONG },
    { "å", 62, "a@%s.test", GH_REFUSAL_EMAIL_DOMAIN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *part = repeat (lengths[i].part, lengths[i].n);
      g_auto (GStrv) around = g_strsplit (lengths[i].format, "%s", 2);
      g_autofree char *email = g_strconcat (around[0], part, around[1], NULL);

      assert_check (email, lengths[i].refusal);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/R12/email/table", test_table);
  g_test_add_func ("/R12/email/lengths", test_lengths);
  g_test_add_func ("/R12/email/without-dot", test_without_dot);

  return g_test_run ();
}
