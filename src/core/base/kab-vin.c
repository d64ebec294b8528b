/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-vin.h"

#include "kab-text.h"

#define VIN_LENGTH 17
#define FRAME_MIN 6
#define FRAME_MAX 14

/**
 * kab_vin_fold:
 * @typed: what a person typed
 *
 * Returns: (transfer full): the same in Latin capitals, without spaces; what cannot be in a VIN stays,
 *   to be named by kab_vin_check()
 */
char *
kab_vin_fold (const char *typed)
{
  g_autofree char *compact = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  compact = kab_text_compact (typed);
  return kab_text_fold_look_alikes (compact);
}

/**
 * kab_vin_suggest:
 * @vin: a folded VIN
 *
 * The letters I, O and Q are in no VIN, because they are taken for digits.
 *
 * Returns: (nullable) (transfer full): @vin with 1 and 0 for them, or NULL if it has none of them
 */
char *
kab_vin_suggest (const char *vin)
{
  char *better;

  g_return_val_if_fail (vin != NULL, NULL);

  if (strpbrk (vin, "IOQ") == NULL)
    return NULL;
  better = g_strdelimit (g_strdup (vin), "OQ", '0');
  return g_strdelimit (better, "I", '1');
}

/**
 * kab_vin_check:
 * @vin: a folded VIN
 * @issue: (out) (optional): what is wrong
 *
 * Judges length and letters. The check digit binds in North America only, so a wrong one is no error:
 * see kab_vin_check_digit_fits().
 *
 * Returns: whether @vin may be a VIN
 */
gboolean
kab_vin_check (const char *vin, KabIssue *issue)
{
  g_return_val_if_fail (vin != NULL, FALSE);

  for (const char *p = vin; *p != '\0'; p = g_utf8_next_char (p))
    if (!(g_ascii_isdigit (*p) || (g_ascii_isupper (*p) && strchr ("IOQ", *p) == NULL)))
      return kab_issue_raise_culprit (issue, KAB_ISSUE_VIN_ALPHABET, p);
  if (strlen (vin) != VIN_LENGTH)
    return kab_issue_raise_length (issue, KAB_ISSUE_VIN_LENGTH, VIN_LENGTH, VIN_LENGTH);
  return TRUE;
}

/**
 * kab_vin_check_digit_fits:
 * @vin: a VIN that has passed kab_vin_check()
 *
 * Returns: whether the digit at the ninth place is what the others compute
 */
gboolean
kab_vin_check_digit_fits (const char *vin)
{
  static const char values[] = "12345678.12345.7.923456789"; /* of A to Z */
  static const int weights[VIN_LENGTH] = { 8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2 };
  int sum = 0;

  g_return_val_if_fail (kab_vin_check (vin, NULL), FALSE);

  for (int i = 0; i < VIN_LENGTH; i++)
    sum += weights[i] * ((g_ascii_isdigit (vin[i]) ? vin[i] : values[vin[i] - 'A']) - '0');
  return vin[8] == "0123456789X"[sum % 11];
}

/**
 * kab_vin_group:
 * @vin: a VIN
 *
 * Returns: (transfer full): the VIN in its three blocks, to be read: "1M8 GDM9AX KP042788"; anything
 *   else stays as it is
 */
char *
kab_vin_group (const char *vin)
{
  g_return_val_if_fail (vin != NULL, NULL);

  if (!kab_vin_check (vin, NULL))
    return g_strdup (vin);
  return g_strdup_printf ("%.3s %.6s %s", vin, vin + 3, vin + 9);
}

/**
 * kab_vin_get_country:
 * @vin: a VIN
 *
 * Returns: (nullable) (transfer none): where the maker sits, as far as it concerns us: RU, BY or UA;
 *   a hint, no more
 */
const char *
kab_vin_get_country (const char *vin)
{
  g_return_val_if_fail (vin != NULL, NULL);

  if (vin[0] == 'X' && (vin[1] == '0' || (vin[1] >= '3' && vin[1] <= '9')))
    return "RU";
  if (vin[0] == 'Y' && vin[1] >= '3' && vin[1] <= '5')
    return "BY";
  if (vin[0] == 'Y' && (vin[1] == '0' || (vin[1] >= '6' && vin[1] <= '9')))
    return "UA";
  return NULL;
}

/**
 * kab_frame_number_check:
 * @frame: a folded body or frame number, as Japanese cars for the home market have it
 * @issue: (out) (optional): what is wrong
 *
 * Returns: whether @frame may be one: 6 to 14 letters, digits and dashes
 */
gboolean
kab_frame_number_check (const char *frame, KabIssue *issue)
{
  gsize length;

  g_return_val_if_fail (frame != NULL, FALSE);

  for (const char *p = frame; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_ascii_isdigit (*p) && !g_ascii_isupper (*p) && *p != '-')
      return kab_issue_raise_culprit (issue, KAB_ISSUE_VIN_ALPHABET, p);
  length = strlen (frame);
  if (length < FRAME_MIN || length > FRAME_MAX)
    return kab_issue_raise_length (issue, KAB_ISSUE_VIN_LENGTH, FRAME_MIN, FRAME_MAX);
  return TRUE;
}
