/* kab-captcha-row.c: the question of a captcha: a picture, or words for those who cannot see it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-captcha-row.h"

#include <glib/gi18n.h>

/* The largest picture that is decoded, in pixels a side. */
#define MAX_SIDE 1000

struct _KabCaptchaRow
{
  GtkListBoxRow parent_instance;

  GtkStack *stack;
  GtkPicture *picture;
  GtkLabel *words;
  GtkLabel *failure;
  GtkButton *refresh;
  GtkButton *way;
  gboolean by_words;
  gboolean has_picture;
};

G_DEFINE_FINAL_TYPE (KabCaptchaRow, kab_captcha_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  REFRESH,
  WAY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Shows what there is of the way that was chosen; words if the picture cannot be drawn. */
static void
show_way (KabCaptchaRow *self)
{
  gboolean words = self->by_words || !self->has_picture;

  gtk_stack_set_visible_child_name (self->stack, words ? "words" : "picture");
  gtk_widget_set_visible (GTK_WIDGET (self->way), self->has_picture);
  gtk_button_set_label (self->way, words ? _ ("Show a Picture") : _ ("Another Way"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->way),
                               words ? _ ("Characters from a picture instead of the question in words")
                                     : _ ("A question in words instead of the picture"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->refresh),
                               words ? _ ("Another Question") : _ ("Another Picture"));
}

static void
refresh_clicked_cb (KabCaptchaRow *self)
{
  g_signal_emit (self, signals[REFRESH], 0);
}

static void
way_clicked_cb (KabCaptchaRow *self)
{
  self->by_words = !self->by_words;
  show_way (self);
  g_signal_emit (self, signals[WAY_CHANGED], 0);
}

static guint32
read_big_endian (const guchar *bytes)
{
  return ((guint32) bytes[0] << 24) | ((guint32) bytes[1] << 16) | ((guint32) bytes[2] << 8) | bytes[3];
}

/* A PNG of a decent size; how large it is stands at its beginning. */
static GdkTexture *
decode (const char *base64)
{
  static const guchar magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  g_autoptr (GBytes) bytes = NULL;
  guchar *data;
  gsize size = 0;

  if (base64 == NULL)
    return NULL;
  data = g_base64_decode (base64, &size);
  bytes = g_bytes_new_take (data, size);
  if (size < 24 || memcmp (data, magic, sizeof magic) != 0 || read_big_endian (data + 16) > MAX_SIDE
      || read_big_endian (data + 20) > MAX_SIDE)
    return NULL;
  return gdk_texture_new_from_bytes (bytes, NULL);
}

static void
kab_captcha_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KAB_TYPE_CAPTCHA_ROW);
  G_OBJECT_CLASS (kab_captcha_row_parent_class)->dispose (object);
}

static void
kab_captcha_row_class_init (KabCaptchaRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_captcha_row_dispose;

  signals[REFRESH] = g_signal_new ("refresh", KAB_TYPE_CAPTCHA_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[WAY_CHANGED] = g_signal_new ("way-changed", KAB_TYPE_CAPTCHA_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kabinet/Kabinet/form/kab-captcha-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KabCaptchaRow, stack);
  gtk_widget_class_bind_template_child (widget_class, KabCaptchaRow, picture);
  gtk_widget_class_bind_template_child (widget_class, KabCaptchaRow, words);
  gtk_widget_class_bind_template_child (widget_class, KabCaptchaRow, failure);
  gtk_widget_class_bind_template_child (widget_class, KabCaptchaRow, refresh);
  gtk_widget_class_bind_template_child (widget_class, KabCaptchaRow, way);
  gtk_widget_class_bind_template_callback (widget_class, refresh_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, way_clicked_cb);
}

static void
kab_captcha_row_init (KabCaptchaRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * kab_captcha_row_new:
 *
 * Returns: (transfer floating): a row that waits for its question
 */
GtkWidget *
kab_captcha_row_new (void)
{
  return g_object_new (KAB_TYPE_CAPTCHA_ROW, NULL);
}

/**
 * kab_captcha_row_show_loading:
 * @self: a #KabCaptchaRow
 */
void
kab_captcha_row_show_loading (KabCaptchaRow *self)
{
  g_return_if_fail (KAB_IS_CAPTCHA_ROW (self));

  gtk_stack_set_visible_child_name (self->stack, "loading");
}

/**
 * kab_captcha_row_show_failure:
 * @self: a #KabCaptchaRow
 * @message: why there is no question
 */
void
kab_captcha_row_show_failure (KabCaptchaRow *self, const char *message)
{
  g_return_if_fail (KAB_IS_CAPTCHA_ROW (self));

  gtk_label_set_text (self->failure, message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/**
 * kab_captcha_row_show:
 * @self: a #KabCaptchaRow
 * @captcha: a question
 *
 * Shows it in the way that the person chose before.
 */
void
kab_captcha_row_show (KabCaptchaRow *self, KabCaptcha *captcha)
{
  g_autoptr (GdkTexture) texture = NULL;

  g_return_if_fail (KAB_IS_CAPTCHA_ROW (self));
  g_return_if_fail (KAB_IS_CAPTCHA (captcha));

  texture = decode (kab_captcha_get_image (captcha));
  self->has_picture = texture != NULL;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (texture != NULL)
    gtk_widget_set_size_request (GTK_WIDGET (self->picture), gdk_texture_get_width (texture),
                                 gdk_texture_get_height (texture));
  gtk_label_set_text (self->words, kab_captcha_get_words (captcha));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  kab_captcha_get_words (captcha), -1);
  show_way (self);
}

/**
 * kab_captcha_row_get_words:
 * @self: a #KabCaptchaRow
 *
 * Returns: whether the question is asked in words
 */
gboolean
kab_captcha_row_get_words (KabCaptchaRow *self)
{
  g_return_val_if_fail (KAB_IS_CAPTCHA_ROW (self), FALSE);

  return self->by_words || !self->has_picture;
}

/**
 * kab_captcha_row_get_page:
 * @self: a #KabCaptchaRow
 *
 * Returns: what is shown: loading, picture, words or failed
 */
const char *
kab_captcha_row_get_page (KabCaptchaRow *self)
{
  g_return_val_if_fail (KAB_IS_CAPTCHA_ROW (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}
