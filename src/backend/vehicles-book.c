/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "vehicles-book.h"

#include "documents-type.h"
#include "json.h"
#include "pdf.h"
#include "values.h"
#include "vehicles-json.h"

#define LEFT 40.0
#define RIGHT 555.0
#define TOP 40.0
#define BOTTOM (KAB_PDF_HEIGHT - 48)
#define STEP 17.0

typedef struct
{
  KabPdf *pdf;
  KabCall *call;
  JsonObject *words;
  double y;
} Book;

static const KabPdfStyle plain = { .size = 9 };
static const KabPdfStyle strong = { .size = 9, .bold = TRUE };
static const KabPdfStyle faint = { .size = 9, .grey = 0.35 };
static const KabPdfStyle figure = { .size = 9, .align = KAB_PDF_RIGHT };

static void
make_room (Book *book, double height)
{
  if (book->y + height <= BOTTOM)
    return;
  kab_pdf_next_page (book->pdf);
  book->y = TOP;
}

static const char *
say (const Book *book, const char *word)
{
  const char *text = kab_json_get_string (book->words, word);

  return text != NULL ? text : word;
}

static char *
format_day (const char *day)
{
  return g_strdup_printf ("%.2s.%.2s.%.4s", day + 8, day + 5, day);
}

static char *
format_km (const Book *book, gint64 km)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, km);
  gsize length = strlen (digits);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "%s%c", i > 0 && (length - i) % 3 == 0 ? "\302\240" : "", digits[i]);
  g_string_append_printf (text, "\302\240%s", say (book, "km"));
  return g_string_free (text, FALSE);
}

static void
draw_heading (Book *book, const char *word)
{
  const KabPdfStyle heading = { .size = 11, .bold = TRUE };

  book->y += 14;
  make_room (book, 60);
  kab_pdf_text (book->pdf, LEFT, book->y, &heading, say (book, word));
  book->y += 22;
}

static void
draw_pair (Book *book, const char *label, const char *value)
{
  const KabPdfStyle wide = { .size = 9.5, .width = 340, .lines = 3 };
  double height;

  make_room (book, 3 * STEP);
  kab_pdf_text (book->pdf, LEFT, book->y, &faint, label);
  height = kab_pdf_text (book->pdf, LEFT + 170, book->y - 0.5, &wide, value);
  book->y += MAX (STEP, height + 5);
}

static void
draw_title (Book *book, const KabVehicle *vehicle)
{
  const KabPdfStyle title = { .size = 16, .bold = TRUE, .width = RIGHT - LEFT, .lines = 2 };
  const KabPdfStyle small = { .size = 9, .grey = 0.35 };
  JsonArray *fields = kab_json_get_array (kab_vehicles_get_rules (book->call->organisation), "fields");
  double height;

  kab_pdf_text (book->pdf, LEFT, book->y, &small, kab_organisation_get_name (book->call->organisation));
  kab_pdf_text (book->pdf, LEFT, book->y + 14, &small, say (book, "heading"));
  height = kab_pdf_text (book->pdf, LEFT, book->y + 32, &title, vehicle->title);
  book->y += 32 + height + 14;
  kab_pdf_rule (book->pdf, LEFT, book->y - 6, RIGHT, 0.2, 1);
  draw_pair (book, say (book, "owner"), vehicle->customer_name);
  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);
      g_autofree char *value
          = kab_values_describe (fields, vehicle->values, kab_json_get_string (field, "name"));

      if (*value != '\0')
        draw_pair (book, kab_json_get_string (field, "label"), value);
    }
}

static void
draw_next (Book *book, KabServer *server, const KabVehicle *vehicle)
{
  g_autofree char *forecast = kab_vehicle_forecast (server, vehicle);
  g_autofree char *expected = forecast != NULL ? format_day (forecast) : NULL;
  g_autofree char *day = vehicle->next_day != NULL ? format_day (vehicle->next_day) : NULL;
  g_autofree char *km = vehicle->next_km > 0 ? format_km (book, vehicle->next_km) : NULL;

  if (day == NULL && km == NULL)
    return;
  draw_heading (book, "next");
  if (vehicle->next_title != NULL)
    draw_pair (book, say (book, "work"), vehicle->next_title);
  if (day != NULL)
    draw_pair (book, say (book, "day"), day);
  if (km != NULL)
    draw_pair (book, say (book, "mileage"), km);
  if (expected != NULL)
    draw_pair (book, say (book, "forecast"), expected);
}

static void
draw_papers_head (Book *book)
{
  kab_pdf_box (book->pdf, LEFT, book->y - 4, RIGHT - LEFT, 20, 0.945);
  kab_pdf_text (book->pdf, LEFT + 6, book->y, &strong, say (book, "day"));
  kab_pdf_text (book->pdf, LEFT + 84, book->y, &strong, say (book, "paper"));
  kab_pdf_text (book->pdf, LEFT + 250, book->y, &strong, say (book, "work"));
  book->y += 21;
}

static void
draw_lines (Book *book, KabServer *server, gint64 document)
{
  const KabPdfStyle small = { .size = 8, .grey = 0.35, .width = 300, .lines = 1 };
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT l.title FROM document_lines l LEFT JOIN document_decisions d ON d.id = l.decision"
      " WHERE l.document = ? AND ifnull (d.accepted, 1) = 1 ORDER BY l.position, l.id",
      "l", document);

  while (kab_rows_next (rows))
    {
      make_room (book, 13);
      kab_pdf_text (book->pdf, LEFT + 250, book->y - 3, &small, kab_rows_get_text (rows, 0));
      book->y += 13;
    }
}

/* What was done, the newest first; what is still open is not in the book yet. */
static void
draw_papers (Book *book, KabServer *server, const KabVehicle *vehicle)
{
  const KabPdfStyle subject = { .size = 9, .width = 210, .lines = 1 };
  const KabPdfStyle paper = { .size = 9, .width = 160, .lines = 1 };
  g_autoptr (KabRows) rows = kab_database_select (server->database,
                                                  "SELECT id, type, number, subject, date, amount FROM "
                                                  "documents WHERE customer = ? AND thing = ? AND open = 0"
                                                  " ORDER BY date DESC, id DESC",
                                                  "ls", vehicle->customer, vehicle->title);

  draw_heading (book, "papers");
  draw_papers_head (book);
  while (kab_rows_next (rows))
    {
      g_autoptr (GDateTime) at
          = kab_organisation_to_local (book->call->organisation, kab_rows_get_integer (rows, 4));
      g_autofree char *day = g_date_time_format (at, "%d.%m.%Y");
      const char *type = kab_document_type_get_title (book->call->organisation, kab_rows_get_text (rows, 1));
      g_autofree char *number = g_strdup_printf ("%s %s", type, kab_rows_get_text (rows, 2));
      gint64 amount = kab_rows_get_integer (rows, 5);
      g_autofree char *sum
          = g_strdup_printf ("%" G_GINT64_FORMAT ",%02d", amount / 100, (int) (amount % 100));

      make_room (book, 2 * STEP);
      kab_pdf_text (book->pdf, LEFT + 6, book->y, &plain, day);
      kab_pdf_text (book->pdf, LEFT + 84, book->y, &paper, number);
      kab_pdf_text (book->pdf, LEFT + 250, book->y, &subject, kab_rows_get_text (rows, 3));
      if (!kab_rows_is_null (rows, 5))
        kab_pdf_text (book->pdf, RIGHT - 6, book->y, &figure, sum);
      book->y += STEP;
      draw_lines (book, server, kab_rows_get_integer (rows, 0));
      kab_pdf_rule (book->pdf, LEFT, book->y - 3, RIGHT, 0.85, 0.6);
    }
}

static void
draw_mileage (Book *book, KabServer *server, const KabVehicle *vehicle)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT day, km, reason, by FROM vehicle_mileage WHERE vehicle = ? ORDER BY day DESC, id DESC", "l",
      vehicle->id);

  draw_heading (book, "log");
  while (kab_rows_next (rows))
    {
      g_autofree char *day = format_day (kab_rows_get_text (rows, 0));
      g_autofree char *km = format_km (book, kab_rows_get_integer (rows, 1));
      const char *reason = kab_rows_get_text (rows, 2);
      const KabPdfStyle note = { .size = 8.5, .grey = 0.35, .width = 290, .lines = 1 };

      make_room (book, STEP);
      kab_pdf_text (book->pdf, LEFT + 6, book->y, &plain, day);
      kab_pdf_text (book->pdf, LEFT + 200, book->y, &figure, km);
      if (reason != NULL)
        kab_pdf_text (book->pdf, LEFT + 220, book->y, &note, reason);
      else if (kab_rows_get_text (rows, 3) != NULL)
        kab_pdf_text (book->pdf, LEFT + 220, book->y, &note, kab_rows_get_text (rows, 3));
      book->y += STEP;
    }
}

/**
 * kab_vehicle_draw_book:
 * @server: the server
 * @call: the call that is answered
 * @vehicle: a vehicle
 *
 * Returns: (transfer full): its service book as PDF: what it is, what was done, its mileage, what comes next
 */
GBytes *
kab_vehicle_draw_book (KabServer *server, KabCall *call, const KabVehicle *vehicle)
{
  g_autofree char *created = kab_call_format_time (call, kab_server_now (server));
  Book book = { .call = call,
                .words = kab_json_get_object (kab_vehicles_get_rules (call->organisation), "book"),
                .y = TOP };
  g_autofree char *title = g_strdup_printf ("%s: %s", say (&book, "heading"), vehicle->title);

  book.pdf = kab_pdf_new (title, kab_organisation_get_name (call->organisation), created);
  draw_title (&book, vehicle);
  draw_next (&book, server, vehicle);
  draw_papers (&book, server, vehicle);
  draw_mileage (&book, server, vehicle);
  return kab_pdf_finish (book.pdf);
}
