/* kab-stage.c: what tests of forms need: descriptors, flows, captchas, a window, a picture of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-stage.h"

#include <cairo.h>
#include <string.h>

#include "kab-announce.h"

/* Sets the toolkit up as the program would, with its icons and its style. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GdkDisplay *display = gdk_display_get_default ();

  gtk_css_provider_load_from_resource (provider, "/org/kabinet/Kabinet/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), "/org/kabinet/Kabinet/icons");
}

static char *said;

static void
listen (GtkWidget *from, const char *text, gboolean urgent)
{
  g_set_str (&said, text);
}

/* What a screen reader was told last; empties it. */
char *
kab_stage_dup_said (void)
{
  return g_steal_pointer (&said);
}

void
kab_stage_init (int *argc, char ***argv)
{
  kab_announce_set_listener (listen);
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  /* 150 %, as in testing of large text. */
  if (g_getenv ("LARGE_TEXT") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 147456, NULL);
  load_style ();
}

JsonNode *
kab_stage_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

/* A file of the source tree. */
JsonNode *
kab_stage_read (const char *path)
{
  g_autofree char *whole = g_build_filename (g_getenv ("KABINET_SOURCE_DIR"), path, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (whole, &text, NULL, &error);
  g_assert_no_error (error);
  return kab_stage_parse (text);
}

static void
complete_legal (JsonArray *array, guint i, JsonNode *element, gpointer data)
{
  JsonObject *legal = json_node_get_object (element);
  g_autofree char *sha256
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256, json_object_get_string_member (legal, "text"), -1);

  json_object_set_string_member (legal, "sha256", sha256);
}

/* The descriptor as the server would send it. */
KabDescriptor *
kab_stage_descriptor (JsonNode *file)
{
  g_autoptr (JsonNode) copy = json_node_copy (file);
  g_autoptr (GError) error = NULL;
  JsonObject *object = json_node_get_object (copy);
  KabDescriptor *descriptor;

  if (json_object_has_member (object, "legal"))
    json_array_foreach_element (json_object_get_array_member (object, "legal"), complete_legal, NULL);
  descriptor = kab_record_decode (KAB_TYPE_DESCRIPTOR, copy, &error);
  g_assert_no_error (error);
  return descriptor;
}

/* A flow as the server would send it when it stands at a step. */
KabFlow *
kab_stage_flow (JsonNode *file, const char *flow, const char *step)
{
  JsonObject *flows = json_object_get_object_member (json_node_get_object (file), "flows");
  JsonArray *steps = json_object_get_array_member (json_object_get_object_member (flows, flow), "steps");
  g_autoptr (JsonNode) node
      = kab_stage_parse ("{\"id\":\"f1\",\"state\":\"active\",\"values\":{},\"confirmed\":[],"
                         "\"server_time\":\"2026-11-24T14:18:36+03:00\"}");
  g_autoptr (GError) error = NULL;
  JsonObject *object = json_node_get_object (node);
  guint count = 0;
  KabFlow *record;

  json_object_set_string_member (object, "flow", flow);
  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonNode *element = json_array_get_element (steps, i);
      JsonObject *one = json_node_get_object (element);
      const char *kind = json_object_get_string_member (one, "kind");

      if (g_str_equal (json_object_get_string_member (one, "id"), step))
        {
          json_object_set_member (object, "step", json_node_copy (element));
          json_object_set_int_member (object, "step_number", count + 1);
        }
      if (!g_str_equal (kind, "done") && !g_str_equal (kind, "rejected"))
        count++;
    }
  json_object_set_int_member (object, "step_count", count);
  record = kab_record_decode (KAB_TYPE_FLOW, node, &error);
  g_assert_no_error (error);
  return record;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A picture with characters, drawn here. */
KabCaptcha *
kab_stage_captcha (const char *id, const char *text)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200, 64);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_autofree char *image = NULL;
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;

  cairo_set_source_rgb (cr, 0.93, 0.93, 0.97);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.14, 0.2, 0.42);
  cairo_set_font_size (cr, 34);
  cairo_move_to (cr, 24, 44);
  cairo_show_text (cr, text);
  cairo_surface_write_to_png_stream (surface, append_cb, png);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  image = g_base64_encode (png->data, png->len);
  json = g_strdup_printf (
      "{\"id\":\"%s\",\"image\":\"%s\",\"width\":200,\"height\":64,"
      "\"words\":\"Сколько будет три плюс четыре?\",\"expires_at\":\"2026-11-24T15:00:00+03:00\"}",
      id, image);
  node = kab_stage_parse (json);
  return kab_record_decode (KAB_TYPE_CAPTCHA, node, NULL);
}

/* A list of fields out of a JSON array. */
GListModel *
kab_stage_fields (const char *json)
{
  g_autoptr (JsonNode) node = kab_stage_parse (json);
  JsonArray *array = json_node_get_array (node);
  GListStore *fields = g_list_store_new (KAB_TYPE_FIELD);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KabField) field
          = kab_record_decode (KAB_TYPE_FIELD, json_array_get_element (array, i), &error);

      g_assert_no_error (error);
      g_list_store_append (fields, field);
    }
  return G_LIST_MODEL (fields);
}

static DexFuture *
bring_captcha (gpointer data)
{
  int *asked = data;
  g_autofree char *id = g_strdup_printf ("c%d", ++*asked);

  return dex_future_new_take_object (kab_stage_captcha (id, "MXT R5"));
}

static GDateTime *
tell_time (gpointer data)
{
  return g_date_time_new_from_iso8601 ("2026-11-24T14:05:00+03:00", NULL);
}

/* The surroundings of an invented organisation: captchas c1, c2… and a clock that stands. */
KabFormContext *
kab_stage_context (void)
{
  g_autoptr (JsonNode) file = kab_stage_read ("tests/form/organisation.json");
  g_autoptr (KabDescriptor) descriptor = kab_stage_descriptor (file);
  KabFormContext *context = kab_form_context_new (descriptor);

  kab_form_context_set_captcha_func (context, bring_captcha, g_new0 (int, 1), g_free);
  kab_form_context_set_clock_func (context, tell_time, NULL, NULL);
  return context;
}

GtkWindow *
kab_stage_present (GtkWidget *child, int width, int height)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_widget_set_size_request (window, 360, 294);
  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  return GTK_WINDOW (window);
}

static gboolean
passed_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* For pictures only: lets animations end. */
void
kab_stage_settle (guint milliseconds)
{
  gboolean passed = FALSE;

  g_timeout_add (milliseconds, passed_cb, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
kab_stage_save (GtkWidget *widget, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return FALSE;
  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  return gdk_texture_save_to_png (texture, path);
}

static const char *
title_of (GtkWidget *widget)
{
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  return NULL;
}

/* The first widget of a type, by its title or label; any if @title is NULL. */
GtkWidget *
kab_stage_find (GtkWidget *root, GType type, const char *title)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (title == NULL || g_strcmp0 (title_of (root), title) == 0))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = kab_stage_find (child, type, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
kab_stage_find_label (GtkWidget *root, const char *text)
{
  return kab_stage_find (root, GTK_TYPE_LABEL, text);
}

/* Whether something with these words can be seen. */
gboolean
kab_stage_shows (GtkWidget *root, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (g_strcmp0 (title_of (root), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (kab_stage_shows (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
has_name (GtkWidget *widget)
{
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  if (GTK_IS_LABEL (widget) && gtk_label_get_text (GTK_LABEL (widget))[0] != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_name (child))
      return TRUE;
  return FALSE;
}

static gboolean
needs_name (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_focusable (widget)
         && !GTK_IS_SCROLLED_WINDOW (widget) && !GTK_IS_VIEWPORT (widget) && !GTK_IS_LABEL (widget)
         && !GTK_IS_WINDOW (widget);
}

/* Whatever takes the focus has a name (H1); what shows only an icon has a tooltip too. */
void
kab_stage_check_names (GtkWidget *root)
{
  gboolean bare = GTK_IS_BUTTON (root) && gtk_button_get_icon_name (GTK_BUTTON (root)) != NULL;

  if (needs_name (root) && !has_name (root) && !(bare && gtk_widget_get_tooltip_text (root) != NULL))
    g_error ("a %s in a %s has no name", G_OBJECT_TYPE_NAME (root),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (root)));
  /* The toolkit's own buttons of a header name themselves. */
  if (needs_name (root) && bare && gtk_widget_get_tooltip_text (root) == NULL
      && gtk_widget_get_ancestor (root, ADW_TYPE_HEADER_BAR) == NULL)
    g_error ("a button with only the icon %s has no tooltip", gtk_button_get_icon_name (GTK_BUTTON (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    kab_stage_check_names (child);
}

static KabStage *
stage_for (GListModel *fields, KabFormContext *context)
{
  KabStage *self = g_new0 (KabStage, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->context = context;
  self->form = KAB_FORM (kab_form_new (fields, context));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->form));
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("elsewhere"));
  self->window = kab_stage_present (box, 520, 700);
  return self;
}

/* A form of an invented organisation, out of a JSON array of fields. */
KabStage *
kab_stage_new (const char *fields)
{
  g_autoptr (GListModel) list = kab_stage_fields (fields);

  return stage_for (list, kab_stage_context ());
}

/* A form step of a descriptor in the source tree. */
KabStage *
kab_stage_new_step (const char *path, const char *flow, const char *step)
{
  g_autoptr (JsonNode) file = kab_stage_read (path);
  g_autoptr (KabDescriptor) descriptor = kab_stage_descriptor (file);
  g_autoptr (KabFlow) record = kab_stage_flow (file, flow, step);
  KabFormContext *context = kab_form_context_new (descriptor);

  kab_form_context_set_captcha_func (context, bring_captcha, g_new0 (int, 1), g_free);
  kab_form_context_set_clock_func (context, tell_time, NULL, NULL);
  return stage_for (kab_step_get_fields (kab_flow_get_step (record)), context);
}

/* Nothing may keep the form alive. */
void
kab_stage_free (KabStage *self)
{
  KabForm *form = self->form;

  g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) &form);
  gtk_window_destroy (self->window);
  while (form != NULL && g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (form);
  g_assert_finalize_object (self->context);
  g_free (self);
}

GtkWidget *
kab_stage_get_row (KabStage *self, const char *title)
{
  GtkWidget *row = kab_stage_find (GTK_WIDGET (self->form), ADW_TYPE_PREFERENCES_ROW, title);

  if (row == NULL)
    g_error ("there is no row “%s”", title);
  return row;
}

KabHintRow *
kab_stage_get_hint (KabStage *self, const char *title)
{
  GtkWidget *next = gtk_widget_get_next_sibling (kab_stage_get_row (self, title));

  g_assert_true (KAB_IS_HINT_ROW (next));
  return KAB_HINT_ROW (next);
}

const char *
kab_stage_get_hint_text (KabStage *self, const char *title)
{
  return kab_hint_row_get_text (kab_stage_get_hint (self, title));
}

KabFieldState
kab_stage_get_state (KabStage *self, const char *title)
{
  GtkWidget *slot = kab_stage_find (kab_stage_get_row (self, title), KAB_TYPE_FIELD_SLOT, NULL);

  g_assert_nonnull (slot);
  return kab_field_slot_get_state (KAB_FIELD_SLOT (slot));
}

/* Goes into a field and types; does not leave it. */
void
kab_stage_type (KabStage *self, const char *title, const char *text)
{
  GtkWidget *row = kab_stage_get_row (self, title);

  gtk_widget_grab_focus (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* Goes out of the form. */
void
kab_stage_leave (KabStage *self)
{
  GtkWidget *elsewhere = kab_stage_find (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "elsewhere");

  g_assert_true (gtk_widget_grab_focus (elsewhere));
}

/* What would be sent for a field, as JSON; NULL if nothing would. */
char *
kab_stage_dup_value (KabStage *self, const char *name)
{
  g_autoptr (JsonObject) values = kab_form_dup_values (self->form);
  JsonNode *value = json_object_get_member (values, name);

  return value != NULL ? json_to_string (value, FALSE) : NULL;
}
