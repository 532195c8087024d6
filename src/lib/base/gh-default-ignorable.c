/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-default-ignorable.h"

/* Default_Ignorable_Code_Point from DerivedCoreProperties.txt in the Unicode Character Database 15.0, with adjacent
 * ranges merged. GLib does not expose the property. It includes unassigned characters, so newer versions of Unicode
 * seldom change it. */
static const struct {
  gunichar first;
  gunichar last;
} ranges[] = {
  { 0x00ad, 0x00ad },   /* soft hyphen */
  { 0x034f, 0x034f },   /* combining grapheme joiner */
  { 0x061c, 0x061c },   /* Arabic letter mark */
  { 0x115f, 0x1160 },   /* Hangul fillers */
  { 0x17b4, 0x17b5 },   /* Khmer inherent vowels */
  { 0x180b, 0x180f },   /* Mongolian variation selectors and vowel separator */
  { 0x200b, 0x200f },   /* zero width space and joiners, direction marks */
  { 0x202a, 0x202e },   /* directional embeddings and overrides */
  { 0x2060, 0x206f },   /* word joiner, invisible operators, directional isolates */
  { 0x3164, 0x3164 },   /* Hangul filler */
  { 0xfe00, 0xfe0f },   /* variation selectors */
  { 0xfeff, 0xfeff },   /* byte order mark */
  { 0xffa0, 0xffa0 },   /* half-width Hangul filler */
  { 0xfff0, 0xfff8 },
  { 0x1bca0, 0x1bca3 }, /* shorthand format controls */
  { 0x1d173, 0x1d17a }, /* musical format controls */
  { 0xe0000, 0xe0fff }, /* tags, further variation selectors */
};

gboolean
gh_is_default_ignorable (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ranges) && c >= ranges[i].first; i++)
    if (c <= ranges[i].last)
      return TRUE;

  return FALSE;
}
