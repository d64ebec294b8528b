/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-tracking.h"

#include "kab-numbers.h"
#include "kab-text.h"

/**
 * kab_tracking_is_s10:
 * @number: characters
 *
 * Returns: whether @number has the shape of UPU S10: two letters, nine digits, two letters
 */
gboolean
kab_tracking_is_s10 (const char *number)
{
  g_return_val_if_fail (number != NULL, FALSE);

  return kab_text_has_shape (number, "AA000000000AA");
}

static gboolean
s10_fits (const char *number)
{
  static const int weights[] = { 8, 6, 4, 2, 3, 5, 9, 7 };
  int sum = 0, check;

  for (int i = 0; i < 8; i++)
    sum += (number[2 + i] - '0') * weights[i];
  check = 11 - sum % 11;
  check = check == 10 ? 0 : check == 11 ? 5 : check;
  return check == number[10] - '0';
}

static gboolean
russian_fits (const char *number)
{
  int sum = 0;

  for (int i = 0; i < 13; i++)
    sum += (number[i] - '0') * (i % 2 == 0 ? 3 : 1);
  return (10 - sum % 10) % 10 == number[13] - '0';
}

/* No Russian office has an index that begins with 59 or 20; one with 1 may be of either. */
static gboolean
is_nova_poshta (const char *number)
{
  return g_str_has_prefix (number, "59") || g_str_has_prefix (number, "20")
         || (number[0] == '1' && !russian_fits (number));
}

/**
 * kab_tracking_recognise:
 * @text: what a person typed
 * @check_fits: (out) (optional): whether the check digit is right; TRUE where there is none. A wrong
 *   one is worth a note, not more: carriers make exceptions
 *
 * Fourteen digits may be of two carriers: then the first ones and the Russian check digit decide.
 *
 * Returns: whose number @text probably is
 */
KabCarrier
kab_tracking_recognise (const char *text, gboolean *check_fits)
{
  g_autofree char *number = NULL;
  KabCarrier carrier = KAB_CARRIER_UNKNOWN;
  gboolean fits = TRUE;

  g_return_val_if_fail (text != NULL, KAB_CARRIER_UNKNOWN);

  number = kab_number_fold (text);
  if (kab_tracking_is_s10 (number))
    {
      carrier = KAB_CARRIER_S10;
      fits = s10_fits (number);
    }
  else if (kab_text_has_shape (number, "00000000000000"))
    {
      carrier = is_nova_poshta (number) ? KAB_CARRIER_NOVA_POSHTA : KAB_CARRIER_RUSSIA;
      fits = carrier == KAB_CARRIER_NOVA_POSHTA || russian_fits (number);
    }
  if (check_fits != NULL)
    *check_fits = fits;
  return carrier;
}
