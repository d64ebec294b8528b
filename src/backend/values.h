/* values.h: what was typed into a form, as people read it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *kab_values_describe (JsonArray *fields, JsonObject *values, const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *
kab_values_expand (const char *template, JsonArray *fields, JsonObject *values) G_GNUC_WARN_UNUSED_RESULT;
void kab_values_set_property (JsonArray *properties, const char *label, const char *value);
void kab_values_add_property (JsonArray *properties, const char *label, const char *value);

G_END_DECLS
