/* kab-statement-page.c: what was spent in a period: by month, category or organisation. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-error.h"
#include "kab-expenses-export.h"
#include "kab-format.h"
#include "kab-menu-button.h"
#include "kab-plain-row.h"
#include "kab-print.h"
#include "kab-save.h"
#include "kab-settle.h"
#include "kab-state-page.h"
#include "kab-statement-page.h"

#define LAST_TWELVE_MONTHS 4

/* Over all cabinets, or of one. Groups are built at once, what is in them when they are opened. */
struct _KabStatementPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  AdwBanner *banner;
  AdwComboRow *period;
  AdwToggleGroup *by;
  KabStatePage *state;
  AdwPreferencesGroup *groups;

  GListModel *cabinets; /* of KabCabinet */
  KabCabinet *cabinet;  /* the one, or NULL for all that have a statement */
  KabLoad *load;
  KabExpenses *expenses;
  GPtrArray *grouped;
  GPtrArray *rows;
  DexFuture *pending;
  DexFuture *outgoing;
  GBytes *document; /* on its way to a file */
};

G_DEFINE_FINAL_TYPE (KabStatementPage, kab_statement_page, ADW_TYPE_NAVIGATION_PAGE)

static KabExpensesBy
get_by (KabStatementPage *self)
{
  const char *name = adw_toggle_group_get_active_name (self->by);

  if (g_strcmp0 (name, "category") == 0)
    return KAB_EXPENSES_BY_CATEGORY;
  return g_strcmp0 (name, "organisation") == 0 ? KAB_EXPENSES_BY_ORGANISATION : KAB_EXPENSES_BY_MONTH;
}

static void
row_activated_cb (GtkWidget *row, KabStatementPage *self)
{
  const KabExpense *expense = g_object_get_data (G_OBJECT (row), "kab-expense");

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-document", "(ss)", expense->cabinet,
                              kab_statement_item_get_document (expense->item));
}

static GtkWidget *
expense_row_new (KabStatementPage *self, KabExpense *expense)
{
  g_autofree char *day = kab_format_day (kab_statement_item_get_date (expense->item));
  g_autofree char *amount = kab_money_format (kab_statement_item_get_amount (expense->item));
  g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s", day, expense->organisation,
                                               kab_statement_item_get_category_title (expense->item));
  GtkWidget *row = kab_plain_row_new (kab_statement_item_get_title (expense->item), subtitle);
  GtkWidget *label = gtk_label_new (amount);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  if (kab_statement_item_get_document (expense->item) != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data (G_OBJECT (row), "kab-expense", expense);
      g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
    }
  return row;
}

/* A group with a thousand expenses costs nothing until somebody opens it. */
static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, KabStatementPage *self)
{
  KabExpensesGroup *group = g_object_get_data (G_OBJECT (row), "kab-group");

  if (!adw_expander_row_get_expanded (row) || group == NULL)
    return;
  g_object_set_data (G_OBJECT (row), "kab-group", NULL);
  for (guint i = 0; i < group->entries->len; i++)
    adw_expander_row_add_row (row, expense_row_new (self, group->entries->pdata[i]));
}

static gint64
get_weight (const KabExpensesGroup *group)
{
  return group->sums->len > 0 ? MAX (0, ((const KabMoney *) group->sums->pdata[0])->minor) : 0;
}

static GtkWidget *
group_row_new (KabStatementPage *self, KabExpensesGroup *group, gint64 heaviest)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *bar = gtk_progress_bar_new ();
  g_autofree char *sums = kab_expenses_format_sums (group->sums);
  g_autofree char *count
      = g_strdup_printf (ngettext ("%u expense", "%u expenses", group->entries->len), group->entries->len);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", group->title, sums, count);
  GtkWidget *label = gtk_label_new (sums);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), group->title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), count);
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
  /* How much of the heaviest group it is: seen, not said, for the amount says it. */
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar),
                                 heaviest > 0 ? (double) get_weight (group) / (double) heaviest : 0);
  gtk_widget_set_size_request (bar, 96, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, sums, -1);
  gtk_box_append (GTK_BOX (end), label);
  gtk_box_append (GTK_BOX (end), bar);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), end);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (row), "kab-group", group);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);
  return row;
}

static void
fill (KabStatementPage *self)
{
  g_autoptr (GPtrArray) total = kab_expenses_sum (kab_expenses_get_entries (self->expenses));
  g_autofree char *text = kab_expenses_format_sums (total);
  gint64 heaviest = 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->groups, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->grouped, g_ptr_array_unref);
  self->grouped = kab_expenses_group (self->expenses, get_by (self));
  for (guint i = 0; i < self->grouped->len; i++)
    heaviest = MAX (heaviest, get_weight (self->grouped->pdata[i]));
  for (guint i = 0; i < self->grouped->len; i++)
    {
      GtkWidget *row = group_row_new (self, self->grouped->pdata[i], heaviest);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->groups, row);
    }
  adw_preferences_group_set_description (self->groups, text);
}

static void
update_actions (KabStatementPage *self)
{
  static const char *const actions[]
      = { "statement.save-csv", "statement.save-json", "statement.save-pdf", "statement.print" };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i],
                                   kab_load_get_state (self->load) == KAB_LOAD_READY);
}

static void
tell_silent (KabStatementPage *self)
{
  const char *const *silent = kab_expenses_get_silent (self->expenses);
  g_autofree char *names = g_strjoinv (", ", (char **) silent);
  /* Translators: names of organisations. */
  g_autofree char *text = g_strdup_printf (_ ("Not answering: %s. Their expenses are missing."), names);

  adw_banner_set_title (self->banner, text);
  adw_banner_set_revealed (self->banner, silent[0] != NULL);
}

/**
 * kab_statement_page_take:
 * @self: a statement page
 * @expenses: (nullable): what was spent
 * @error: (nullable): why that is not known
 */
void
kab_statement_page_take (KabStatementPage *self, KabExpenses *expenses, const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (KAB_IS_STATEMENT_PAGE (self));

  if (expenses != NULL)
    {
      g_set_object (&self->expenses, expenses);
      fill (self);
      tell_silent (self);
      kab_load_finish (self->load, kab_expenses_get_entries (expenses)->len == 0);
    }
  else if (!kab_error_is_cancelled (error))
    {
      text = kab_error_describe (error);
      kab_load_fail (self->load, error, text);
      /* What was known stays on the page, and the banner says that it is old. */
      adw_banner_set_title (self->banner, text);
      adw_banner_set_revealed (self->banner, self->expenses != NULL);
    }
  update_actions (self);
}

static void
fetched (gpointer object, const GValue *value, const GError *error)
{
  kab_statement_page_take (object, value != NULL ? g_value_get_object (value) : NULL, error);
}

/* Those that are open, serve statements, and are somebody's own. */
static GListModel *
dup_sources (KabStatementPage *self)
{
  GListStore *sources = g_list_store_new (KAB_TYPE_CABINET);

  for (guint i = 0; i < g_list_model_get_n_items (self->cabinets); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (self->cabinets, i);
      KabDescriptor *descriptor = kab_cabinet_get_descriptor (cabinet);

      if ((self->cabinet == NULL || self->cabinet == cabinet) && descriptor != NULL
          && kab_cabinet_get_state (cabinet) == KAB_CABINET_SIGNED_IN
          && g_strcmp0 (kab_cabinet_get_role (cabinet), "staff") != 0
          && g_strv_contains (kab_descriptor_get_sections (descriptor), "statement"))
        g_list_store_append (sources, cabinet);
    }
  return G_LIST_MODEL (sources);
}

/**
 * kab_statement_page_choose_period:
 * @self: a statement page
 * @period: which line of the list of periods
 * @today: the present day
 * @from: (out): first day
 * @to: (out): last day
 */
void
kab_statement_page_choose_period (
    KabStatementPage *self, guint period, const GDate *today, GDate *from, GDate *to)
{
  GDateYear year;
  GDateMonth month;

  g_return_if_fail (KAB_IS_STATEMENT_PAGE (self) && today != NULL && from != NULL && to != NULL);

  year = g_date_get_year (today);
  month = g_date_get_month (today);
  *to = *today;
  g_date_clear (from, 1);
  switch (period)
    {
    case 0:
      g_date_set_dmy (from, 1, month, year);
      break;
    case 1:
      g_date_set_dmy (from, 1, month, year);
      *to = *from;
      g_date_subtract_days (to, 1);
      g_date_subtract_months (from, 1);
      break;
    case 2:
      g_date_set_dmy (from, 1, G_DATE_JANUARY, year);
      break;
    case 3:
      g_date_set_dmy (from, 1, G_DATE_JANUARY, (GDateYear) (year - 1));
      g_date_set_dmy (to, 31, G_DATE_DECEMBER, (GDateYear) (year - 1));
      break;
    default:
      g_date_set_dmy (from, 1, month, year);
      g_date_subtract_months (from, period == LAST_TWELVE_MONTHS ? 11 : 59);
    }
}

static void
reload (KabStatementPage *self)
{
  g_autoptr (GListModel) sources = dup_sources (self);
  GDate today, from, to;

  dex_clear (&self->pending);
  g_date_clear (&today, 1);
  g_date_set_time_t (&today, g_get_real_time () / G_USEC_PER_SEC);
  kab_statement_page_choose_period (self, adw_combo_row_get_selected (self->period), &today, &from, &to);
  kab_load_begin (self->load);
  self->pending = kab_settle (kab_expenses_fetch (sources, &from, &to), self, fetched);
}

static void
period_changed_cb (KabStatementPage *self)
{
  if (self->cabinets != NULL)
    reload (self);
}

static void
by_changed_cb (KabStatementPage *self)
{
  if (self->expenses != NULL)
    fill (self);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_STATEMENT_PAGE (widget));
}

static void
say (KabStatementPage *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
saved (gpointer object, const GValue *value, const GError *error)
{
  g_autofree char *text = value != NULL ? g_strdup (_ ("Expenses saved")) : kab_save_describe (error);

  say (object, text);
}

static void
file_chosen (gpointer object, const GValue *value, const GError *error)
{
  KabStatementPage *self = object;

  if (value != NULL)
    dex_future_disown (kab_settle (kab_save_write (g_value_get_object (value), self->document), self, saved));
  else if (!kab_error_is_cancelled (error))
    say (self, error->message);
}

static char *
dup_file_name (KabStatementPage *self, const char *ending)
{
  const GDate *from = kab_expenses_get_from (self->expenses), *to = kab_expenses_get_to (self->expenses);

  return g_strdup_printf ("%s-%04d-%02d-%02d-%04d-%02d-%02d.%s",
                          /* Translators: the beginning of a file's name. */
                          C_ ("file name", "expenses"), g_date_get_year (from), g_date_get_month (from),
                          g_date_get_day (from), g_date_get_year (to), g_date_get_month (to),
                          g_date_get_day (to), ending);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KabStatementPage *self = KAB_STATEMENT_PAGE (widget);
  const char *ending = action + strlen ("statement.save-");
  g_autofree char *name = dup_file_name (self, ending);

  g_clear_pointer (&self->document, g_bytes_unref);
  if (g_str_equal (ending, "csv"))
    self->document = kab_expenses_to_csv (self->expenses);
  else if (g_str_equal (ending, "json"))
    self->document = kab_expenses_to_json (self->expenses);
  else
    self->document = kab_expenses_to_pdf (self->expenses, get_by (self));
  dex_clear (&self->outgoing);
  self->outgoing = kab_settle (kab_save_ask (widget, _ ("Save the Expenses"), name), self, file_chosen);
}

static void
printed (gpointer object, const GValue *value, const GError *error)
{
  if (error != NULL && !kab_error_is_cancelled (error) && error->domain != GTK_DIALOG_ERROR)
    say (object, error->message);
}

/* The printer is given pages by the same helper that prints receipts. */
static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabStatementPage *self = KAB_STATEMENT_PAGE (widget);
  g_autofree char *program = kab_render_process_find_program ();
  g_autoptr (GBytes) document = kab_expenses_to_pdf (self->expenses, get_by (self));
  g_autoptr (KabRenderer) renderer = kab_renderer_new (program, document);

  dex_clear (&self->outgoing);
  self->outgoing = kab_settle (kab_print_document (widget, renderer, 0, _ ("Expenses")), self, printed);
}

static void
kab_statement_page_dispose (GObject *object)
{
  KabStatementPage *self = KAB_STATEMENT_PAGE (object);

  dex_clear (&self->pending);
  dex_clear (&self->outgoing);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_STATEMENT_PAGE);
  g_clear_pointer (&self->grouped, g_ptr_array_unref);
  g_clear_object (&self->expenses);
  g_clear_object (&self->cabinets);
  g_clear_object (&self->cabinet);
  G_OBJECT_CLASS (kab_statement_page_parent_class)->dispose (object);
}

static void
kab_statement_page_finalize (GObject *object)
{
  KabStatementPage *self = KAB_STATEMENT_PAGE (object);

  g_clear_object (&self->load);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->document, g_bytes_unref);
  G_OBJECT_CLASS (kab_statement_page_parent_class)->finalize (object);
}

static void
kab_statement_page_class_init (KabStatementPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_statement_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_statement_page_finalize;
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/statement/kab-statement-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabStatementPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabStatementPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabStatementPage, period);
  gtk_widget_class_bind_template_child (widget_class, KabStatementPage, by);
  gtk_widget_class_bind_template_child (widget_class, KabStatementPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabStatementPage, groups);
  gtk_widget_class_bind_template_callback (widget_class, period_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "statement.save-csv", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "statement.save-json", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "statement.save-pdf", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "statement.print", NULL, print_action);
}

static void
kab_statement_page_init (KabStatementPage *self)
{
  self->load = kab_load_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_menu_buttons_name (GTK_WIDGET (self));
  kab_state_page_set_load (self->state, self->load);
  adw_toggle_group_set_active_name (self->by, "month");
  adw_combo_row_set_selected (self->period, LAST_TWELVE_MONTHS);
  g_signal_connect_object (self->by, "notify::active-name", G_CALLBACK (by_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
}

/**
 * kab_statement_page_new:
 * @cabinets: (element-type KabCabinet): the cabinets that this computer knows
 * @cabinet: (nullable): the one whose expenses to show, or %NULL for all together
 *
 * Returns: (transfer floating): a page that begins with the last twelve months
 */
AdwNavigationPage *
kab_statement_page_new (GListModel *cabinets, KabCabinet *cabinet)
{
  KabStatementPage *self;
  KabDescriptor *descriptor;
  const char *title;

  g_return_val_if_fail (G_IS_LIST_MODEL (cabinets), NULL);

  self = g_object_new (KAB_TYPE_STATEMENT_PAGE, NULL);
  self->cabinets = g_object_ref (cabinets);
  g_set_object (&self->cabinet, cabinet);
  descriptor = cabinet != NULL ? kab_cabinet_get_descriptor (cabinet) : NULL;
  if (descriptor != NULL)
    {
      title = kab_descriptor_get_section_title (descriptor, "statement");
      if (title != NULL && title[0] != '\0')
        {
          adw_window_title_set_title (self->heading, title);
          adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
        }
      adw_window_title_set_subtitle (self->heading, kab_descriptor_get_name (descriptor));
      kab_state_page_set_organisation (self->state, descriptor);
    }
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
