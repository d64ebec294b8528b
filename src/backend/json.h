/* json.h: JSON that came from outside, read without trusting it, and JSON that goes out. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *kab_json_parse (const char *text, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *kab_json_to_text (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
char *kab_json_to_canonical (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
char *kab_json_object_to_text (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *kab_json_object_from_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Each answers its default where the member is missing or of another type; @object may be NULL. */
const char *kab_json_get_string (JsonObject *object, const char *member);
gint64 kab_json_get_integer (JsonObject *object, const char *member, gint64 otherwise);
gboolean kab_json_get_boolean (JsonObject *object, const char *member, gboolean otherwise);
JsonObject *kab_json_get_object (JsonObject *object, const char *member);
JsonArray *kab_json_get_array (JsonObject *object, const char *member);
JsonObject *kab_json_array_get_object (JsonArray *array, guint index);
const char *kab_json_array_get_string (JsonArray *array, guint index);
gboolean kab_json_array_has_string (JsonArray *array, const char *text);
guint kab_json_array_length (JsonArray *array);

void kab_json_set_string (JsonObject *object, const char *member, const char *value);
void kab_json_copy_member (JsonObject *from, JsonObject *to, const char *member);
JsonNode *kab_json_take_object (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *kab_json_take_array (JsonArray *array) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *kab_json_copy_object (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
