/* decode.c: a window of documents, decoded over and over, for counting instructions. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>

#include "kab-document.h"
#include "kab-json-scan.h"
#include "kab-record.h"

/* usage: decode parser|records TIMES FILE
 * “parser” is JsonParser alone; “records” is the client's way: the scan, the parser, the records. */

static void
parse (const char *text, gsize length, gboolean into_records)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) window = NULL;

  if (into_records && !kab_json_scan (text, length, G_MAXINT, &error))
    g_error ("%s", error->message);
  if (!json_parser_load_from_data (parser, text, (gssize) length, &error))
    g_error ("%s", error->message);
  if (!into_records)
    return;
  window = kab_record_decode (KAB_TYPE_DOCUMENT_WINDOW, json_parser_get_root (parser), &error);
  if (window == NULL)
    g_error ("%s", error->message);
}

int
main (int argc, char *argv[])
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (argc != 4 || !g_file_get_contents (argv[3], &text, &length, &error))
    g_error ("usage: decode parser|records TIMES FILE");
  for (int i = 0; i < atoi (argv[2]); i++)
    parse (text, length, g_str_equal (argv[1], "records"));
  return 0;
}
