/* kab-views.h: how a person wants to look at lists: columns, order, filters with a name. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KAB_TYPE_VIEWS (kab_views_get_type ())
G_DECLARE_FINAL_TYPE (KabViews, kab_views, KAB, VIEWS, GObject)

KabViews *kab_views_new (const char *path);
void kab_views_unlink (KabViews *self);

char *kab_views_dup (KabViews *self, const char *section, const char *name) G_GNUC_WARN_UNUSED_RESULT;
void kab_views_set (KabViews *self, const char *section, const char *name, const char *value);

GStrv kab_views_dup_filter_names (KabViews *self, const char *section) G_GNUC_WARN_UNUSED_RESULT;
char *kab_views_dup_filter (KabViews *self, const char *section, const char *name) G_GNUC_WARN_UNUSED_RESULT;
void kab_views_set_filter (KabViews *self, const char *section, const char *name, const char *query);

G_END_DECLS
