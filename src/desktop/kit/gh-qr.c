/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-qr.h"

#include <gtk/gtk.h>
#include <math.h>
#include <qrencode.h>
#include <string.h>

#define MARGIN 4

struct _GhQr {
  GObject   parent_instance;

  GhSecret *modules;  /* a byte each, row by row; not zero: black */
  int       n_modules;
};

static void gh_qr_paintable_init (GdkPaintableInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhQr, gh_qr, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, gh_qr_paintable_init))

int
gh_qr_get_n_modules (GhQr *self)
{
  g_return_val_if_fail (GH_IS_QR (self), 0);

  return self->n_modules + 2 * MARGIN;
}

void
gh_qr_draw (GhQr    *self,
            cairo_t *cr,
            double   module)
{
  const guint8 *modules;
  double size;

  g_return_if_fail (GH_IS_QR (self));

  modules = gh_secret_get (self->modules, NULL);
  size = gh_qr_get_n_modules (self) * module;
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, size, size);
  cairo_fill (cr);

  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int y = 0; y < self->n_modules; y++)
    for (int x = 0; x < self->n_modules; x++)
      if (modules[y * self->n_modules + x] != 0)
        cairo_rectangle (cr, (x + MARGIN) * module, (y + MARGIN) * module, module, module);
  cairo_fill (cr);
}

/* --- as a paintable --- */

/* What the modules do not fill is white, too. */
static void
gh_qr_snapshot (GdkPaintable *paintable,
                GdkSnapshot  *snapshot,
                double        width,
                double        height)
{
  GhQr *self = GH_QR (paintable);
  double module = floor (MIN (width, height) / gh_qr_get_n_modules (self));
  double size = gh_qr_get_n_modules (self) * module;
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, width, height);
  const GdkRGBA white = { 1, 1, 1, 1 };
  cairo_t *cr;

  gtk_snapshot_append_color (snapshot, &white, &all);
  if (module < 1)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &all);
  cairo_translate (cr, floor ((width - size) / 2), floor ((height - size) / 2));
  gh_qr_draw (self, cr, module);
  cairo_destroy (cr);
}

static int
gh_qr_get_intrinsic_size (GdkPaintable *paintable)
{
  return gh_qr_get_n_modules (GH_QR (paintable)) * GH_QR_MODULE;
}

static double
gh_qr_get_intrinsic_aspect_ratio (GdkPaintable *paintable)
{
  return 1;
}

static GdkPaintableFlags
gh_qr_get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE | GDK_PAINTABLE_STATIC_CONTENTS;
}

static void
gh_qr_paintable_init (GdkPaintableInterface *interface)
{
  interface->snapshot = gh_qr_snapshot;
  interface->get_flags = gh_qr_get_flags;
  interface->get_intrinsic_width = gh_qr_get_intrinsic_size;
  interface->get_intrinsic_height = gh_qr_get_intrinsic_size;
  interface->get_intrinsic_aspect_ratio = gh_qr_get_intrinsic_aspect_ratio;
}

/* --- life --- */

static void
gh_qr_finalize (GObject *object)
{
  g_clear_pointer (&GH_QR (object)->modules, gh_secret_unref);

  G_OBJECT_CLASS (gh_qr_parent_class)->finalize (object);
}

static void
gh_qr_class_init (GhQrClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_qr_finalize;
}

static void
gh_qr_init (GhQr *self)
{
}

GhQr *
gh_qr_new (GhSecret *text)
{
  GhQr *self;
  /* It finds by itself what takes less room, such as capitals and digits. */
  QRcode *code = QRcode_encodeString ((const char *) gh_secret_get (text, NULL), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  gsize n;
  guint8 *modules;

  if (code == NULL)
    return NULL;

  self = g_object_new (GH_TYPE_QR, NULL);
  self->n_modules = code->width;
  n = (gsize) code->width * code->width;
  self->modules = gh_secret_new (n);
  modules = gh_secret_get (self->modules, NULL);
  for (gsize i = 0; i < n; i++)
    modules[i] = code->data[i] & 1;
  explicit_bzero (code->data, n);
  QRcode_free (code);

  return self;
}
