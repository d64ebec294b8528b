/* test-documents.c: the table of documents and the chosen document beside it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-document-pane.h"
#include "kab-document-text.h"
#include "kab-documents-filter.h"
#include "kab-documents-page.h"
#include "kab-stage.h"
#include "kab-status-pill.h"
#include "kab-test-server.h"
#include "kab-test.h"

#define ORGANISATION "data/organisations/east-motors.json"

/* A server with as many documents as a test wants, each third one a work order of a known garage. */
typedef struct
{
  KabTestServer *server;
  KabNet *net;
  KabClient *client;
  KabDescriptor *descriptor;
  KabDocumentsPage *page;
  GtkWindow *window;
  guint total;
  guint status;      /* of the answers to GET */
  guint post_status; /* of the answers to POST */
  char *last_query;
  guint posts;
} Fixture;

static char *
dup_document (guint n, gboolean whole)
{
  gboolean order = n % 3 == 1;
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
      text,
      "{\"id\":\"%u\",\"type\":\"%s\",\"type_title\":\"%s\",\"number\":\"%s\",\"subject\":\"%s\","
      "\"date\":\"2017-04-06T1%u:57:03+03:00\",\"amount\":%s,\"state\":%s,\"waits\":%s,\"version\":3,"
      "\"customer\":\"Иванов\"",
      n, order ? "work_order" : "repair_request", order ? "Заказ-наряд" : "Заявка на ремонт",
      order ? "ИСТ0001688" : "1000016317", n == 0 ? "<b>Тест</b> & 6 апреля 2017" : "Текущий ремонт", n % 10,
      order ? "{\"minor\":55649,\"currency\":\"BYN\"}" : "null",
      order        ? "{\"id\":\"closed\",\"title\":\"Закрыт\",\"tone\":\"neutral\"}"
      : n % 3 == 0 ? "{\"id\":\"filed\",\"title\":\"\",\"tone\":\"neutral\"}"
                   : "{\"id\":\"sublime\",\"title\":\"Вознесён\",\"tone\":\"ethereal\"}",
      n == 1 ? "true" : "false");
  if (whole)
    g_string_append (
        text,
        ",\"lines\":[{\"id\":\"1\",\"group\":\"Работы\",\"title\":\"Диагностика\",\"quantity\":\"1\","
        "\"price\":{\"minor\":4500,\"currency\":\"BYN\"},\"amount\":{\"minor\":4500,\"currency\":\"BYN\"}},"
        "{\"id\":\"2\",\"group\":\"Материалы\",\"title\":\"<i>Болт</i> & гайка\",\"quantity\":\"4\","
        "\"price\":{\"minor\":2700,\"currency\":\"BYN\"},\"amount\":{\"minor\":10800,\"currency\":\"BYN\"}}],"
        "\"totals\":[{\"title\":\"Работы\",\"amount\":{\"minor\":4500,\"currency\":\"BYN\"}}],"
        "\"timeline\":[{\"at\":\"2017-04-06T17:57:03+03:00\",\"title\":\"Смета ждёт согласия\"}],"
        "\"properties\":[{\"label\":\"Автомобиль\",\"value\":\"Škoda Octavia\"}],"
        "\"actions\":[{\"id\":\"decline\",\"title\":\"Отклонить…\",\"tone\":\"destructive\",\"allowed\":true,"
        "\"fields\":["
        "{\"name\":\"reason\",\"kind\":\"text\",\"label\":\"Причина\",\"required\":true}]},"
        "{\"id\":\"cancel\",\"title\":\"Отменить\",\"tone\":\"plain\",\"allowed\":false,\"reason\":"
        "\"Поставщик уже начал\"}]");
  g_string_append_c (text, '}');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
get_number (GHashTable *query, const char *name, guint fallback)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : fallback;
}

static char *
dup_window (Fixture *fixture, GHashTable *query)
{
  guint offset = get_number (query, "offset", 0);
  guint limit = get_number (query, "limit", 100);
  gboolean nothing = query != NULL && g_strcmp0 (g_hash_table_lookup (query, "q"), "ничего") == 0;
  guint total = nothing ? 0 : fixture->total;
  g_autoptr (GString) text = g_string_new ("{\"items\":[");

  for (guint n = offset; n < MIN (offset + limit, total); n++)
    {
      g_autofree char *document = dup_document (n, FALSE);

      g_string_append_printf (text, "%s%s", n > offset ? "," : "", document);
    }
  g_string_append_printf (
      text, "],\"total\":%u,\"offset\":%u,\"as_of\":\"1\",\"counts\":{\"waits\":1,\"open\":2,\"closed\":%u}}",
      total, offset, fixture->total > 2 ? fixture->total - 2 : 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
answer_cb (SoupServerMessage *message, guint number, gpointer data)
{
  Fixture *fixture = data;
  GUri *uri = soup_server_message_get_uri (message);
  const char *path = g_uri_get_path (uri);
  g_autoptr (GHashTable) query
      = g_uri_get_query (uri) != NULL ? soup_form_decode (g_uri_get_query (uri)) : NULL;
  g_autofree char *body = NULL;
  gboolean post = g_str_equal (soup_server_message_get_method (message), "POST");
  guint status = post ? fixture->post_status : fixture->status;

  fixture->posts += post;
  if (status == 412)
    kab_test_server_reply (message, 412, PROBLEM_TYPE, PROBLEM ("precondition-failed", 412));
  else if (status >= 500)
    kab_test_server_reply (message, status, PROBLEM_TYPE, PROBLEM ("internal", 500));
  else
    {
      gboolean window = g_str_has_suffix (path, "/documents");

      if (window)
        {
          g_free (fixture->last_query);
          fixture->last_query = g_strdup (g_uri_get_query (uri));
        }
      body = window ? dup_window (fixture, query) : dup_document (1, TRUE);
      kab_test_server_reply (message, 200, JSON_TYPE, body);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) file = kab_stage_read (ORGANISATION);

  fixture->total = 250;
  fixture->status = 200;
  fixture->post_status = 200;
  fixture->server = kab_test_server_new ();
  kab_test_server_set_handler (fixture->server, answer_cb, fixture);
  fixture->net = kab_net_new ();
  fixture->client = kab_client_new (fixture->net, kab_test_server_get_origin (fixture->server), "org");
  fixture->descriptor = kab_stage_descriptor (file);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), &page);
  gtk_window_destroy (fixture->window);
  KAB_TEST_UNTIL (page == NULL);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->net);
  g_clear_object (&fixture->descriptor);
  kab_test_server_free (fixture->server);
  g_free (fixture->last_query);
}

static void
open_page (Fixture *fixture, gboolean staff, int width)
{
  GtkWidget *view = adw_navigation_view_new ();

  fixture->page = KAB_DOCUMENTS_PAGE (kab_documents_page_new (fixture->client, fixture->descriptor, staff));
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (fixture->page));
  fixture->window = kab_stage_present (view, width, 760);
}

/* A label or a cell with this text, or with what follows a tilde in it, that a person sees. */
static GtkWidget *
find_text (GtkWidget *root, const char *text)
{
  const char *own = GTK_IS_LABEL (root)         ? gtk_label_get_text (GTK_LABEL (root))
                    : GTK_IS_INSCRIPTION (root) ? gtk_inscription_get_text (GTK_INSCRIPTION (root))
                                                : NULL;

  if (own != NULL && gtk_widget_get_mapped (root)
      && (*text == '~' ? strstr (own, text + 1) != NULL : g_str_equal (own, text)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
wait_text (Fixture *fixture, const char *text)
{
  KAB_TEST_UNTIL (find_text (GTK_WIDGET (fixture->window), text) != NULL);
  return find_text (GTK_WIDGET (fixture->window), text);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return find_text (GTK_WIDGET (fixture->window), text) != NULL;
}

static GtkWidget *
find (Fixture *fixture, GType type)
{
  return kab_stage_find (GTK_WIDGET (fixture->window), type, NULL);
}

/* E-38 E-40 E-41 E-42 E-43 E-44 E-45 E-46 E-47 E-48 E-49 E-50: each column, in the organisation's own manner. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, FALSE, 1200);
  wait_text (fixture, "ИСТ0001688");
  wait_text (fixture, "1000016317");
  wait_text (fixture, "Заказ-наряд");
  wait_text (fixture, "Заявка на ремонт");
  wait_text (fixture, "~556.49");
  wait_text (fixture, "~:57:03");
  wait_text (fixture, "—");
  wait_text (fixture, "Закрыт");
  wait_text (fixture, "Filed");
  /* E-04: how far back it goes is said. */
  wait_text (fixture, "~250 documents · history since July");
  g_assert_false (shows (fixture, "Customer"));
}

/* J5: what the server wrote is shown as it wrote it. */
static void
test_markup (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, FALSE, 1200);
  wait_text (fixture, "<b>Тест</b> & 6 апреля 2017");
}

/* A state that nobody here has heard of is shown by the server's own word. */
static void
test_unknown_state (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, FALSE, 1200);
  wait_text (fixture, "Вознесён");
}

/* E-51 E5: the newest is on top, because the server is asked so; a header asks for another order. */
static void
test_sort (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *table;
  g_autoptr (GtkColumnViewColumn) number = NULL;

  open_page (fixture, FALSE, 1200);
  wait_text (fixture, "ИСТ0001688");
  g_assert_true (strstr (fixture->last_query, "sort=-date") != NULL
                 || strstr (fixture->last_query, "sort") == NULL);
  table = GTK_COLUMN_VIEW (find (fixture, GTK_TYPE_COLUMN_VIEW));
  number = g_list_model_get_item (gtk_column_view_get_columns (table), 1);
  gtk_column_view_sort_by_column (table, number, GTK_SORT_ASCENDING);
  KAB_TEST_UNTIL (strstr (fixture->last_query, "sort=number") != NULL);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search;

  open_page (fixture, FALSE, 1200);
  wait_text (fixture, "ИСТ0001688");
  search = find (fixture, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "ничего");
  wait_text (fixture, "Nothing Found");
  gtk_widget_activate_action (search, "documents.clear", NULL);
  wait_text (fixture, "ИСТ0001688");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  GtkWidget *filter;

  open_page (fixture, FALSE, 1200);
  wait_text (fixture, "Waits for You · 1");
  filter = find (fixture, KAB_TYPE_DOCUMENTS_FILTER);
  gtk_widget_activate_action (filter, "filter.type", "s", "work_order");
  KAB_TEST_UNTIL (strstr (fixture->last_query, "type=work_order") != NULL);
  gtk_widget_activate_action (filter, "filter.period", "s", "2017");
  KAB_TEST_UNTIL (strstr (fixture->last_query, "from=2017-01-01") != NULL);
  g_assert_nonnull (strstr (fixture->last_query, "to=2017-12-31"));
  gtk_widget_activate_action (filter, "filter.state", "s", "closed");
  KAB_TEST_UNTIL (strstr (fixture->last_query, "state=closed") != NULL);
}

/* E-11 E-12: works and materials with their prices; what happened; what may be done, and why not. */
static void
test_details (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, FALSE, 1400);
  wait_text (fixture, "ИСТ0001688");
  kab_documents_page_show_document (fixture->page, "1");
  wait_text (fixture, "Работы");
  wait_text (fixture, "<i>Болт</i> & гайка");
  wait_text (fixture, "108.00");
  wait_text (fixture, "Смета ждёт согласия");
  wait_text (fixture, "Škoda Octavia");
  wait_text (fixture, "Поставщик уже начал");
}

/* The form has a banner of its own. */
static GtkWidget *
find_revealed (GtkWidget *root)
{
  if (ADW_IS_BANNER (root) && adw_banner_get_revealed (ADW_BANNER (root)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_revealed (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* In a wide window a chosen row is an open document. */
static void
test_select (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *rows;

  open_page (fixture, FALSE, 1400);
  wait_text (fixture, "ИСТ0001688");
  rows = gtk_column_view_get_model (GTK_COLUMN_VIEW (find (fixture, GTK_TYPE_COLUMN_VIEW)));
  g_assert_false (shows (fixture, "Смета ждёт согласия"));
  gtk_selection_model_select_item (rows, 1, TRUE);
  wait_text (fixture, "Смета ждёт согласия");
}

static GtkWidget *
open_dialog (Fixture *fixture)
{
  GtkWidget *button;

  open_page (fixture, FALSE, 1400);
  wait_text (fixture, "ИСТ0001688");
  kab_documents_page_show_document (fixture->page, "1");
  button = gtk_widget_get_ancestor (wait_text (fixture, "Отклонить…"), GTK_TYPE_BUTTON);
  gtk_widget_activate (button);
  KAB_TEST_UNTIL (find (fixture, ADW_TYPE_ENTRY_ROW) != NULL);
  gtk_editable_set_text (
      GTK_EDITABLE (kab_stage_find (GTK_WIDGET (fixture->window), ADW_TYPE_ENTRY_ROW, "Причина")), "Дорого");
  button = kab_stage_find (find (fixture, ADW_TYPE_DIALOG), GTK_TYPE_BUTTON, "Отклонить…");
  KAB_TEST_UNTIL (gtk_widget_get_sensitive (button));
  return button;
}

/* An action goes out in the version that the person saw, once, with what was typed. */
static void
test_action (Fixture *fixture, gconstpointer data)
{
  GtkWidget *send = open_dialog (fixture);
  guint n = *kab_test_server_get_count (fixture->server);

  g_signal_emit_by_name (send, "clicked");
  g_signal_emit_by_name (send, "clicked");
  KAB_TEST_UNTIL (fixture->posts == 1);
  /* A window of the table may have been asked for meanwhile. */
  while (!g_str_has_prefix (kab_test_server_get_line (fixture->server, n), "POST"))
    n++;
  g_assert_cmpstr (kab_test_server_get_line (fixture->server, n), ==,
                   "POST /org/documents/1/actions/decline");
  g_assert_cmpstr (kab_test_server_get_header (fixture->server, n, "If-Match"), ==, "\"3\"");
  g_assert_nonnull (strstr (kab_test_server_get_body (fixture->server, n), "Дорого"));
  KAB_TEST_UNTIL (find (fixture, ADW_TYPE_DIALOG) == NULL);
  g_assert_cmpuint (fixture->posts, ==, 1);
}

/* Somebody else was faster: it is said, and what was typed stays. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  GtkWidget *send = open_dialog (fixture);
  GtkWidget *dialog = find (fixture, ADW_TYPE_DIALOG);

  fixture->post_status = 412;
  g_signal_emit_by_name (send, "clicked");
  KAB_TEST_UNTIL (find_revealed (dialog) != NULL);
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (kab_stage_find (dialog, ADW_TYPE_ENTRY_ROW, "Причина"))), ==,
      "Дорого");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* failed, empty and nothing found are three things, and none of them is blank. */
static void
test_failed (Fixture *fixture, gconstpointer data)
{
  fixture->status = 500;
  open_page (fixture, FALSE, 1200);
  KAB_TEST_UNTIL (find (fixture, ADW_TYPE_STATUS_PAGE) != NULL
                  && gtk_widget_get_mapped (find (fixture, ADW_TYPE_STATUS_PAGE)));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  fixture->total = 0;
  open_page (fixture, FALSE, 1200);
  wait_text (fixture, "No Documents Yet");
}

static void
test_staff (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, TRUE, 1200);
  wait_text (fixture, "Customer");
  wait_text (fixture, "Иванов");
}

/* H4: a row is one sentence, with everything that its cells say. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = dup_document (1, FALSE);
  g_autoptr (JsonNode) node = kab_stage_parse (json);
  g_autoptr (KabDocument) document = kab_record_decode (KAB_TYPE_DOCUMENT, node, NULL);
  g_autofree char *sentence = kab_document_dup_sentence (document);
  GtkWidget *row;

  g_assert_true (g_str_has_prefix (sentence, "Заказ-наряд ИСТ0001688, Иванов, Текущий ремонт, "));
  g_assert_true (g_str_has_suffix (sentence, "Закрыт, waits for you"));
  open_page (fixture, FALSE, 1200);
  row = gtk_widget_get_parent (gtk_widget_get_parent (wait_text (fixture, "ИСТ0001688")));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, FALSE, 360);
  KAB_TEST_UNTIL (find (fixture, GTK_TYPE_LIST_VIEW) != NULL);
  wait_text (fixture, "Текущий ремонт");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 372);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/documents/E-38/columns", test_columns },
    { "/documents/J5/markup", test_markup },
    { "/documents/unknown-state", test_unknown_state },
    { "/documents/E-51/sort", test_sort },
    { "/documents/search", test_search },
    { "/documents/filter", test_filter },
    { "/documents/E-11/details", test_details },
    { "/documents/select", test_select },
    { "/documents/B7/action", test_action },
    { "/documents/conflict", test_conflict },
    { "/documents/A-80/failed", test_failed },
    { "/documents/A-80/empty", test_empty },
    { "/documents/staff", test_staff },
    { "/documents/H4/names", test_names },
    { "/documents/narrow", test_narrow },
  };

  kab_stage_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
