/* test-widgets.c: the small widgets that several screens share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-avatar-text.h"
#include "kab-document.h"
#include "kab-due.h"
#include "kab-figures.h"
#include "kab-money-label.h"
#include "kab-net-error.h"
#include "kab-open.h"
#include "kab-settle.h"
#include "kab-state-page.h"
#include "kab-status-pill.h"
#include "kab-test-ui.h"
#include "kab-timeline.h"

static void
test_pill (void)
{
  KabStatusPill *pill = KAB_STATUS_PILL (g_object_ref_sink (kab_status_pill_new ()));
  GtkWidget *label = gtk_widget_get_first_child (GTK_WIDGET (pill));
  g_autoptr (KabDocumentState) closed
      = kab_test_record (KAB_TYPE_DOCUMENT_STATE, "{'id':'closed','title':'<b>Закрыт</b>','tone':'good'}");
  g_autoptr (KabDocumentState) filed
      = kab_test_record (KAB_TYPE_DOCUMENT_STATE, "{'id':'filed','title':'','tone':'sparkling'}");

  kab_status_pill_set_state (pill, closed);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "<b>Закрыт</b>");
  g_assert_true (gtk_widget_has_css_class (label, "good"));
  g_assert_true (gtk_widget_get_visible (label));

  /* E-50: a document that was just filed has a blank state; unknown tones are neutral. */
  kab_status_pill_set_state (pill, filed);
  g_assert_false (gtk_widget_get_visible (label));
  g_assert_true (gtk_widget_has_css_class (label, "neutral"));
  g_assert_false (gtk_widget_has_css_class (label, "good"));
  g_assert_finalize_object (pill);
}

static void
test_money (void)
{
  GtkWidget *label = g_object_ref_sink (kab_money_label_new (NULL));
  g_autoptr (KabMoney) money = kab_money_new (55649, "BYN");
  g_autofree char *text = kab_money_format (money);

  /* E-49: two decimals and the code, a dash for "no amount yet". */
  g_assert_nonnull (kab_test_find_label (label, "—"));
  kab_money_label_set_money (KAB_MONEY_LABEL (label), money);
  g_assert_nonnull (kab_test_find_label (label, text));
  g_assert_nonnull (strstr (text, "556.49"));
  g_assert_nonnull (strstr (text, "BYN"));
  g_assert_finalize_object (label);
}

static KabBalance *
balance_new (int to_pay)
{
  g_autofree char *json = g_strdup_printf (
      "{'month':'2026-10','opening':{'minor':44730,'currency':'RUB'},'charged':{'minor':44730,'currency':'"
      "RUB'},"
      "'recalculated':{'minor':-100,'currency':'RUB'},'penalty':{'minor':100,'currency':'RUB'},"
      "'paid':{'minor':44730,'currency':'RUB'},'to_pay':{'minor':%d,'currency':'RUB'}}",
      to_pay);

  return kab_test_record (KAB_TYPE_BALANCE, json);
}

static void
test_balance (void)
{
  GtkWidget *figures = g_object_ref_sink (kab_figures_new ());
  g_autoptr (KabBalance) good = balance_new (44730);
  g_autoptr (KabBalance) bad = balance_new (44740);
  g_autoptr (KabMoney) paid = kab_money_new (-44730, "RUB");
  g_autofree char *minus = kab_money_format (paid);

  kab_figures_show_balance (KAB_FIGURES (figures), good);
  g_assert_cmpint (kab_balance_get_gap (good), ==, 0);
  g_assert_nonnull (kab_test_find_label (figures, "Charged for October 2026"));
  g_assert_nonnull (kab_test_find_label (figures, minus));
  g_assert_null (kab_test_find (figures, GTK_TYPE_IMAGE, 0));

  kab_figures_show_balance (KAB_FIGURES (figures), bad);
  g_assert_cmpint (kab_balance_get_gap (bad), ==, -10);
  g_assert_nonnull (kab_test_find (figures, GTK_TYPE_IMAGE, 0));
  g_assert_finalize_object (figures);
}

static void
test_due (void)
{
  static const struct
  {
    GDateDay day;
    const char *text;
    gboolean pressing;
  } cases[] = {
    { 20, "Overdue by 4 days", TRUE }, { 23, "Overdue by 1 day", TRUE }, { 24, "Today", TRUE },
    { 25, "Tomorrow", TRUE },          { 26, "until ", FALSE },
  };
  GDate today, due;

  g_date_set_dmy (&today, 24, G_DATE_NOVEMBER, 2026);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      g_date_set_dmy (&due, cases[i].day, G_DATE_NOVEMBER, 2026);
      text = kab_due_format (&due, &today);
      g_assert_true (g_str_has_prefix (text, cases[i].text));
      g_assert_cmpint (kab_due_is_pressing (&due, &today), ==, cases[i].pressing);
    }
}

static void
test_timeline (void)
{
  GtkWidget *timeline = g_object_ref_sink (kab_timeline_new ());
  g_autoptr (KabDocument) document = kab_test_record (
      KAB_TYPE_DOCUMENT,
      "{'id':'d','type':'order','type_title':'Order','number':'1','subject':'S','waits':false,'date':'2017-"
      "04-06T10:00:00Z','version':1,"
      "'state':{'id':'s','title':'S','tone':'neutral'},'timeline':["
      "{'at':'2017-04-06T14:57:03Z','title':'Closed'},{'at':'2017-04-06T15:00:00Z','title':'Paid','by':'Anna'"
      "}]}");
  GtkWidget *first;

  kab_timeline_show (KAB_TIMELINE (timeline), kab_document_get_timeline (document), TRUE);
  first = gtk_widget_get_first_child (timeline);
  g_assert_nonnull (kab_test_find_label (first, "Paid"));
  g_assert_nonnull (kab_test_find_label (gtk_widget_get_next_sibling (first), "Closed"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (timeline), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (first), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_assert_finalize_object (timeline);
}

static void
test_avatar (void)
{
  for (int palette = 0; palette < 14; palette++)
    {
      g_autofree char *text = kab_avatar_text ("Приозёрная УК", palette);

      g_assert_true (g_str_has_prefix (text, "Приозёрная УК"));
      g_assert_cmpuint (g_str_hash (text) % 14, ==, palette);
    }
}

static void
test_open (void)
{
  static const char *const good[]
      = { "https://example.org/a?b=c", "mailto:a@example.org", "tel:+375173361919" };
  static const char *const bad[] = { "http://example.org/", "file:///etc/passwd",      "javascript:alert(1)",
                                     "smb://host/share",    "kabinet://a/documents/1", "https://",
                                     "ftp://example.org",   "data:text/html,x",        "",
                                     "/etc/passwd" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (kab_open_is_allowed (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kab_open_is_allowed (bad[i]));
  g_assert_false (kab_open_is_allowed (NULL));
}

typedef struct
{
  KabStatePage *page;
  const char *shown;
} Shown;

static gboolean
shows (gpointer data)
{
  Shown *shown = data;

  return g_strcmp0 (kab_state_page_get_shown (shown->page), shown->shown) == 0;
}

static void
count_cb (gpointer page, int *count)
{
  (*count)++;
}

static void
test_states (void)
{
  KabStatePage *page
      = g_object_new (KAB_TYPE_STATE_PAGE, "loading-text", "Loading", "child", gtk_label_new ("content"),
                      "empty-title", "Nothing Yet", "empty-text", "<a href=\"x\">&</a>", NULL);
  GtkWidget *window = kab_test_window (GTK_WIDGET (page), 600, 500);
  g_autoptr (KabLoad) load = kab_load_new ();
  g_autoptr (GError) error = g_error_new (KAB_NET_ERROR, KAB_NET_ERROR_TIMED_OUT, "late");
  int retries = 0;

  g_signal_connect (page, "retry", G_CALLBACK (count_cb), &retries);
  g_object_set (page, "load", load, NULL);
  g_assert_cmpstr (kab_state_page_get_shown (page), ==, "blank");

  kab_load_begin (load);
  g_assert_cmpstr (kab_state_page_get_shown (page), ==, "blank");
  kab_test_wait_until (shows, &(Shown) { page, "loading" });
  g_assert_nonnull (kab_test_find_label (GTK_WIDGET (page), "Loading"));

  kab_load_fail (load, error, "The server <b>rests</b>");
  g_assert_cmpstr (kab_state_page_get_shown (page), ==, "failed");
  g_assert_nonnull (kab_test_find_label (GTK_WIDGET (page), "The server <b>rests</b>"));
  g_assert_nonnull (kab_test_find_label (GTK_WIDGET (page), "Try Again"));
  g_signal_emit_by_name (kab_test_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_cmpint (retries, ==, 1);

  kab_load_begin (load);
  kab_load_finish (load, TRUE);
  g_assert_cmpstr (kab_state_page_get_shown (page), ==, "empty");
  g_assert_nonnull (kab_test_find_label (GTK_WIDGET (page), "<a href=\"x\">&</a>"));

  kab_load_finish (load, FALSE);
  g_assert_nonnull (kab_test_find_label (GTK_WIDGET (page), "content"));

  /* What is shown stays: neither a second loading nor its failure takes it away. */
  kab_load_begin (load);
  kab_load_fail (load, error, "late");
  g_assert_cmpstr (kab_state_page_get_shown (page), ==, "ready");
  kab_test_close (window);
}

static void
settled_cb (gpointer object, const GValue *value, const GError *error)
{
  guint *times = g_object_get_data (object, "times");

  g_assert_nonnull (value);
  g_assert_no_error (error);
  *times += 1;
}

/* What is known already comes after the caller holds the future, and not at all once that is dropped. */
static void
test_settle (void)
{
  g_autoptr (GObject) waiting = g_object_new (G_TYPE_OBJECT, NULL);
  DexFuture *pending, *dropped;
  guint times = 0;

  g_object_set_data (waiting, "times", &times);
  pending = kab_settle (dex_future_new_true (), waiting, settled_cb);
  dropped = kab_settle (dex_future_new_true (), waiting, settled_cb);
  g_assert_cmpuint (times, ==, 0);
  dex_unref (dropped);
  while (times == 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (times, ==, 1);
  dex_unref (pending);
}

int
main (int argc, char *argv[])
{
  kab_test_init (&argc, &argv);

  g_test_add_func ("/widgets/E-50/pill", test_pill);
  g_test_add_func ("/widgets/E-49/money", test_money);
  g_test_add_func ("/widgets/balance", test_balance);
  g_test_add_func ("/widgets/due", test_due);
  g_test_add_func ("/widgets/E-48/timeline", test_timeline);
  g_test_add_func ("/widgets/avatar", test_avatar);
  g_test_add_func ("/widgets/G5/open", test_open);
  g_test_add_func ("/widgets/A-80/states", test_states);
  g_test_add_func ("/widgets/settle", test_settle);
  return g_test_run ();
}
