/* kab-qr-code.c: a QR code on its white plate, for the camera of a telephone. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <qrencode.h>
#include <string.h>

#include "kab-qr-code.h"

/* The white around the symbol that the standard asks for, in modules. */
#define MARGIN 4
/* A camera needs modules of some size: so many logical pixels for each, and no less than this in all. */
#define MODULE_SIZE 4
#define LEAST_SIZE 200
/* The National Bank of Ukraine asks for versions 10 to 20, and for the hryvnia in a white circle. */
#define NBU_VERSION 10
#define MARK_SHARE 0.16

/* White and black in every theme: a symbol in the colours of a dark window is read by few programs. One texture of a
 * pixel a module is scaled without smoothing, to whole pixels, so that every edge is sharp. */
struct _KabQrCode
{
  GtkWidget parent_instance;

  GdkTexture *texture;
  int side; /* modules with the margin */
  char *mark;
};

G_DEFINE_FINAL_TYPE (KabQrCode, kab_qr_code, GTK_TYPE_WIDGET)

static void
kab_qr_code_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *min,
                     int *nat,
                     int *min_base,
                     int *nat_base)
{
  KabQrCode *self = KAB_QR_CODE (widget);

  *min = self->side > 0 ? MAX (self->side * 3, LEAST_SIZE) : 0;
  *nat = self->side > 0 ? MAX (self->side * MODULE_SIZE, LEAST_SIZE) : 0;
  *min_base = *nat_base = -1;
}

static void
snapshot_mark (KabQrCode *self, GtkSnapshot *snapshot, float x, float y, float size)
{
  float side = size * (float) MARK_SHARE;
  graphene_rect_t plate = GRAPHENE_RECT_INIT (x + (size - side) / 2, y + (size - side) / 2, side, side);
  GskRoundedRect circle;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->mark);
  PangoFontDescription *font = pango_font_description_from_string ("Sans Bold");
  int width, height;

  pango_font_description_set_absolute_size (font, side * 0.62 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (layout, &width, &height);
  gsk_rounded_rect_init_from_rect (&circle, &plate, side / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &plate);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (x + (size - (float) width) / 2, y + (size - (float) height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &(GdkRGBA) { 0, 0, 0, 1 });
  gtk_snapshot_restore (snapshot);
}

static void
kab_qr_code_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KabQrCode *self = KAB_QR_CODE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int module, size;
  graphene_rect_t plate;

  if (self->texture == NULL)
    return;
  module = MAX (MIN (width, height) / self->side, 1);
  size = module * self->side;
  plate = GRAPHENE_RECT_INIT ((float) ((width - size) / 2), (float) ((height - size) / 2), (float) size,
                              (float) size);
  gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_NEAREST, &plate);
  if (self->mark != NULL)
    snapshot_mark (self, snapshot, plate.origin.x, plate.origin.y, (float) size);
}

static void
kab_qr_code_finalize (GObject *object)
{
  KabQrCode *self = KAB_QR_CODE (object);

  g_clear_object (&self->texture);
  g_free (self->mark);
  G_OBJECT_CLASS (kab_qr_code_parent_class)->finalize (object);
}

static void
kab_qr_code_class_init (KabQrCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kab_qr_code_finalize;
  widget_class->measure = kab_qr_code_measure;
  widget_class->snapshot = kab_qr_code_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kab_qr_code_init (KabQrCode *self)
{
}

/**
 * kab_qr_code_new:
 *
 * Returns: (transfer floating): a code that says nothing yet
 */
GtkWidget *
kab_qr_code_new (void)
{
  return g_object_new (KAB_TYPE_QR_CODE, NULL);
}

/* One byte a pixel is not for screens; four are. */
static GdkTexture *
make_texture (const QRcode *code, int side)
{
  gsize stride = (gsize) side * 4;
  guint8 *pixels = g_malloc (stride * (gsize) side);
  g_autoptr (GBytes) bytes = NULL;

  memset (pixels, 0xff, stride * (gsize) side);
  for (int row = 0; row < code->width; row++)
    for (int column = 0; column < code->width; column++)
      if (code->data[row * code->width + column] & 1)
        memset (pixels + (gsize) (row + MARGIN) * stride + (gsize) (column + MARGIN) * 4, 0, 3);
  bytes = g_bytes_new_take (pixels, stride * (gsize) side);
  return gdk_memory_texture_new (side, side, GDK_MEMORY_R8G8B8A8, bytes, stride);
}

/**
 * kab_qr_code_set_text:
 * @self: a code
 * @text: (nullable): what it says, drawn unchanged as one segment of bytes
 * @kind: (nullable): st00012, nbu, erip or text: the rules that its symbol keeps
 *
 * Returns: whether @text fits into a symbol
 */
gboolean
kab_qr_code_set_text (KabQrCode *self, const char *text, const char *kind)
{
  gboolean nbu = g_strcmp0 (kind, "nbu") == 0;
  QRcode *code = NULL;

  g_return_val_if_fail (KAB_IS_QR_CODE (self), FALSE);

  g_clear_object (&self->texture);
  self->side = 0;
  /* What the mark covers is made good by the higher correction. */
  g_set_str (&self->mark, nbu ? "₴" : NULL);
  if (text != NULL && *text != '\0')
    code = QRcode_encodeData ((int) strlen (text), (const unsigned char *) text, nbu ? NBU_VERSION : 0,
                              nbu ? QR_ECLEVEL_Q : QR_ECLEVEL_M);
  if (code != NULL)
    {
      self->side = code->width + 2 * MARGIN;
      self->texture = make_texture (code, self->side);
      QRcode_free (code);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return self->texture != NULL;
}

/**
 * kab_qr_code_get_texture:
 * @self: a code
 *
 * Returns: (transfer none) (nullable): the symbol with its margin, a pixel a module
 */
GdkTexture *
kab_qr_code_get_texture (KabQrCode *self)
{
  g_return_val_if_fail (KAB_IS_QR_CODE (self), NULL);

  return self->texture;
}
