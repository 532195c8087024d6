/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-recovery-print.h"

#include "base/gh-time.h"
#include "kit/gh-qr.h"

#include <glib/gi18n-lib.h>

/* In points. */
#define SPACE     18
#define QR_MODULE 4

typedef struct {
  char     *organisation;
  gint64    made;
  GhSecret *text;
} Paper;

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  g_free (paper->organisation);
  gh_secret_unref (paper->text);
  g_free (paper);
}

/* Returns where the next one begins. */
static double
draw_text (GtkPrintContext *context,
           double           y,
           const char      *font,
           const char      *text)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);
  int height;

  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int) (gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, 0, y);
  pango_cairo_show_layout (cr, layout);
  pango_layout_get_size (layout, NULL, &height);

  return y + (double) height / PANGO_SCALE + SPACE;
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Paper             *paper)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autofree char *made = gh_time_format (paper->made);
  g_autofree char *heading = g_strdup_printf (_("Recovery key of “%s”"), paper->organisation);
  g_autofree char *facts = g_strdup_printf (_("Made %s"), made);
  g_autoptr (GhQr) qr = gh_qr_new (paper->text);
  double y;

  cairo_set_source_rgb (cr, 0, 0, 0);
  y = draw_text (context, 0, "Sans Bold 18", heading);
  y = draw_text (context, y, "Sans 11", facts);
  y = draw_text (context, y, "Monospace Bold 14", (const char *) gh_secret_get (paper->text, NULL));
  if (qr != NULL)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, y);
      gh_qr_draw (qr, cr, QR_MODULE);
      cairo_restore (cr);
      y += gh_qr_get_n_modules (qr) * QR_MODULE + SPACE;
      cairo_set_source_rgb (cr, 0, 0, 0);
    }
  draw_text (context, y, "Sans 11",
             _("It opens the organisation’s key in Gatehouse where no keyring has it, and signs nobody in. Keep it apart "
               "from the database and its backups. It ends when a new one is made."));
}

GtkPrintOperation *
gh_recovery_print_new (const char *organisation,
                       gint64      made,
                       GhSecret   *text)
{
  GtkPrintOperation *self = gtk_print_operation_new ();
  Paper *paper = g_new0 (Paper, 1);

  paper->organisation = g_strdup (organisation);
  paper->made = made;
  paper->text = gh_secret_ref (text);
  g_object_set_data_full (G_OBJECT (self), "paper", paper, paper_free);
  g_signal_connect (self, "draw-page", G_CALLBACK (draw_page_cb), paper);
  gtk_print_operation_set_job_name (self, _("Recovery key"));
  gtk_print_operation_set_n_pages (self, 1);
  gtk_print_operation_set_unit (self, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (self, TRUE);

  return self;
}
