/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P4: a reader of its own kind reads the codes, at any size; they are black on white, in whole pixels, with margins. */
#include "test-window.h"

#include "kit/gh-qr.h"

#include <glib/gstdio.h>
#include <string.h>

#define RECOVERY_KEY "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0001-1110-ABCD"

static GhQr *
make (const char *text)
{
  g_autoptr (GhSecret) secret = gh_secret_copy (text, strlen (text));

  return gh_qr_new (secret);
}

/* As a window paints it, on a colour that is neither black nor white. */
static cairo_surface_t *
paint (GhQr *qr,
       int   width,
       int   height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  gdk_paintable_snapshot (GDK_PAINTABLE (qr), snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  cairo_set_source_rgb (cr, 0.2, 0.4, 0.8);
  cairo_paint (cr);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  const guint8 *data = cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface);
  guint32 pixel;

  memcpy (&pixel, data + (gsize) x * sizeof pixel, sizeof pixel);

  return pixel & 0xffffff;
}

/* Returns what a reader makes of it. */
static char *
read_code (cairo_surface_t *surface)
{
  g_autofree char *folder = g_dir_make_tmp ("gatehouse-qr-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "code.png", NULL);
  const char *command[] = { "zbarimg", "--quiet", "--raw", "--nodbus", path, NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);

  return g_strchomp (text);
}

static void
check_size (GhQr       *qr,
            const char *text,
            int         width,
            int         height)
{
  cairo_surface_t *surface = paint (qr, width, height);
  int module = MIN (width, height) / gh_qr_get_n_modules (qr);
  int left = (width - module * gh_qr_get_n_modules (qr)) / 2;
  int top = (height - module * gh_qr_get_n_modules (qr)) / 2;
  g_autofree char *read = NULL;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 pixel = get_pixel (surface, x, y);

        g_assert_true (pixel == 0 || pixel == 0xffffff);
        if (x < left + 4 * module || y < top + 4 * module)
          g_assert_cmphex (pixel, ==, 0xffffff);
        else
          /* All of a module are alike: the one in its corner. */
          g_assert_cmphex (pixel, ==, get_pixel (surface, x - (x - left) % module, y - (y - top) % module));
      }

  read = read_code (surface);
  g_assert_cmpstr (read, ==, text);
  cairo_surface_destroy (surface);
}

static void
test_read (void)
{
  static const char *const texts[] = {
    RECOVERY_KEY,
    "otpauth://totp/Example%20Ltd:anna?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Example%20Ltd",
    "A", "a", "-",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GhQr) qr = make (texts[i]);
      int n = gh_qr_get_n_modules (qr);

      check_size (qr, texts[i], n * GH_QR_MODULE, n * GH_QR_MODULE);
      check_size (qr, texts[i], n * GH_QR_LEAST_MODULE, n * GH_QR_LEAST_MODULE);
      check_size (qr, texts[i], n * 4 + 3, n * 5 + 1);
      check_size (qr, texts[i], n * 9 + 7, n * 8 + 5);
    }
}

static void
test_size (void)
{
  g_autoptr (GhQr) qr = make (RECOVERY_KEY);
  int n = gh_qr_get_n_modules (qr);

  g_assert_cmpint (GH_QR_MODULE, >=, GH_QR_LEAST_MODULE);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (qr)), ==, n * GH_QR_MODULE);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (GDK_PAINTABLE (qr)), ==, n * GH_QR_MODULE);
  g_assert_cmpfloat (gdk_paintable_get_intrinsic_aspect_ratio (GDK_PAINTABLE (qr)), ==, 1);
}

static void
test_too_long (void)
{
  g_autofree char *text = g_strnfill (8000, 'x');

  g_assert_null (make (text));
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/P4/qr/read", test_read);
  g_test_add_func ("/P4/qr/size", test_size);
  g_test_add_func ("/P4/qr/too-long", test_too_long);

  return g_test_run ();
}
