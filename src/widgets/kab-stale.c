/* kab-stale.c: says in a banner why nothing newer is shown, and how old it is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-format.h"
#include "kab-stale.h"

/**
 * kab_stale_tell:
 * @banner: the banner below a page's header
 * @load: what the page shows
 * @as_of: (nullable): when that was fetched
 *
 * Reveals @banner while @load shows something old because nothing newer comes; hides it otherwise (C5).
 */
void
kab_stale_tell (AdwBanner *banner, KabLoad *load, GDateTime *as_of)
{
  const char *title;
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (ADW_IS_BANNER (banner) && KAB_IS_LOAD (load));

  if (kab_load_get_stale (load))
    {
      title = kab_error_get_title (kab_load_get_error (load));
      when = as_of != NULL ? kab_format_date_prose (as_of) : NULL;
      /* Translators: what went wrong, such as "No connection", and a moment. */
      text = when != NULL ? g_strdup_printf (_ ("%s. Data as of %s"), title, when) : g_strdup (title);
      adw_banner_set_title (banner, text);
    }
  adw_banner_set_revealed (banner, kab_load_get_stale (load));
}
