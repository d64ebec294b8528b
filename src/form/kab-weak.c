/* kab-weak.c: a weak reference that the callback of a dialog can own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-weak.h"

/**
 * kab_weak_new:
 * @object: an object
 *
 * Returns: (transfer full): a weak reference to it, to be freed with kab_weak_free()
 */
gpointer
kab_weak_new (gpointer object)
{
  GWeakRef *weak;

  g_return_val_if_fail (G_IS_OBJECT (object), NULL);

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, object);
  return weak;
}

/**
 * kab_weak_get:
 * @weak: what kab_weak_new() returned
 *
 * Returns: (transfer full) (nullable): the object, if it is still there
 */
gpointer
kab_weak_get (gpointer weak)
{
  g_return_val_if_fail (weak != NULL, NULL);

  return g_weak_ref_get (weak);
}

/**
 * kab_weak_free:
 * @weak: (transfer full): what kab_weak_new() returned
 */
void
kab_weak_free (gpointer weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}
