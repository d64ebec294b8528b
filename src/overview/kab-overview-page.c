/* kab-overview-page.c: what needs the person now, what is to pay, what happened. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-account-button.h"
#include "kab-error-text.h"
#include "kab-format.h"
#include "kab-overview-account.h"
#include "kab-overview-model.h"
#include "kab-overview-page.h"
#include "kab-overview-row.h"
#include "kab-state-page.h"
#include "kab-summary.h"

#define NEWEST_OF_ONE 7
#define NEWEST_OF_ALL 3

/* Shows the summaries of its cabinets, which the sidebar shows too. Each cabinet loads by itself: one that
 * fails is named in the banner, and the rest is there. */
struct _KabOverviewPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  KabAccountButton *account;
  AdwBanner *banner;
  KabStatePage *state;
  GtkLabel *welcome;
  GtkListBox *attention;
  GtkWidget *attention_spinner;
  GtkWidget *nothing;
  GtkWidget *documents_group;
  GtkButton *all_documents;
  GtkListBox *documents;
  GtkWidget *no_documents;
  GtkWidget *right;
  GtkWidget *pay_group;
  GtkWidget *pay;
  GtkWidget *pay_row;
  GtkLabel *totals;
  GtkListBox *accounts;
  GtkWidget *no_accounts;
  AdwPreferencesGroup *planned_group;
  GtkListBox *planned;
  GtkActionable *link;

  KabCabinet *cabinet;  /* NULL: over all */
  GListModel *cabinets; /* of KabCabinet */
  GListModel *waiting;  /* of KabOverviewItem, as the next three */
  GListModel *newest;
  GListModel *payable;
  GListModel *agreed; /* for a day */
  GListStore *lacks;
  GPtrArray *watched; /* cabinets */
  KabLoad *load;
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (KabOverviewPage, kab_overview_page, ADW_TYPE_NAVIGATION_PAGE)

static GParamSpec *compact_property;

static gboolean
is_signed_in (KabCabinet *cabinet)
{
  return kab_cabinet_get_state (cabinet) == KAB_CABINET_SIGNED_IN;
}

/* What is known of the loading of all cabinets together. */
typedef struct
{
  gboolean documents; /* whether any has documents */
  gboolean accounts;
  gboolean pending; /* whether anything is still on its way */
  gboolean known;   /* whether there is anything to show */
  const GError *error;
  GString *failing; /* names */
  GDateTime *as_of; /* the oldest of what the failing ones still show */
} Survey;

static void
survey_load (Survey *survey, KabLoad *load)
{
  switch (kab_load_get_state (load))
    {
    case KAB_LOAD_IDLE:
    case KAB_LOAD_LOADING:
      survey->pending = TRUE;
      break;
    case KAB_LOAD_READY:
    case KAB_LOAD_EMPTY:
      survey->known = TRUE;
      break;
    case KAB_LOAD_FAILED:
      break;
    }
}

static void
survey_failure (Survey *survey, KabSummary *summary, const GError *error)
{
  KabDescriptor *descriptor = kab_summary_get_descriptor (summary);
  GDateTime *as_of = kab_summary_get_fetched_at (summary);

  if (survey->error == NULL)
    survey->error = error;
  if (survey->failing->len > 0)
    g_string_append (survey->failing, ", ");
  g_string_append (survey->failing, descriptor != NULL
                                        ? kab_descriptor_get_name (descriptor)
                                        : kab_cabinet_get_organisation (kab_summary_get_cabinet (summary)));
  if (as_of != NULL && (survey->as_of == NULL || g_date_time_compare (as_of, survey->as_of) < 0))
    survey->as_of = as_of;
}

static void
survey_cabinet (Survey *survey, KabCabinet *cabinet)
{
  KabSummary *summary = kab_summary_get (cabinet);
  KabLoad *documents = kab_summary_get_documents_load (summary);
  KabLoad *accounts = kab_summary_get_accounts_load (summary);
  gboolean described = kab_summary_get_descriptor (summary) != NULL;
  gboolean has_documents = kab_summary_has_documents (summary);
  gboolean has_accounts = kab_summary_has_accounts (summary);

  survey->documents |= has_documents;
  survey->accounts |= has_accounts;
  if (has_documents || !described)
    survey_load (survey, documents);
  if (has_accounts || !described)
    survey_load (survey, accounts);
  if (described && !has_documents && !has_accounts)
    survey->known = TRUE;
  if (kab_load_get_error (documents) != NULL)
    survey_failure (survey, summary, kab_load_get_error (documents));
  else if (kab_load_get_error (accounts) != NULL)
    survey_failure (survey, summary, kab_load_get_error (accounts));
}

static void
show_load (KabOverviewPage *self, const Survey *survey)
{
  g_autofree char *text = NULL;

  if (g_list_model_get_n_items (self->cabinets) == 0)
    kab_load_finish (self->load, TRUE);
  else if (survey->known || g_list_model_get_n_items (G_LIST_MODEL (self->lacks)) > 0)
    kab_load_finish (self->load, FALSE);
  else if (survey->pending || survey->error == NULL)
    kab_load_begin (self->load);
  else
    {
      text = kab_error_describe (survey->error);
      kab_load_fail (self->load, survey->error, text);
    }
}

/* Who does not answer, and how old what stands here for them is. */
static void
show_banner (KabOverviewPage *self, const Survey *survey)
{
  g_autofree char *as_of = survey->as_of != NULL ? kab_format_date_prose (survey->as_of) : NULL;
  gboolean offline = g_error_matches (survey->error, KAB_NET_ERROR, KAB_NET_ERROR_OFFLINE);
  g_autofree char *text = NULL;

  if (survey->error != NULL && offline && as_of != NULL)
    /* Translators: a date and time. */
    text = g_strdup_printf (_ ("No connection. Shown is what was known on %s"), as_of);
  else if (survey->error != NULL && offline)
    text = g_strdup (_ ("No connection"));
  else if (survey->error != NULL && as_of != NULL)
    /* Translators: names of organisations; a date and time. */
    text = g_strdup_printf (_ ("No answer from %s, shown is what was known on %s"), survey->failing->str,
                            as_of);
  else if (survey->error != NULL)
    /* Translators: names of organisations. */
    text = g_strdup_printf (_ ("No answer from %s"), survey->failing->str);
  if (text != NULL)
    adw_banner_set_title (self->banner, text);
  adw_banner_set_revealed (self->banner, text != NULL && kab_load_get_state (self->load) == KAB_LOAD_READY);
}

static gboolean
has_items (GListModel *model)
{
  return g_list_model_get_n_items (model) > 0;
}

static void
pay_cb (KabOverviewPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.pay", "(ss)",
                              self->cabinet != NULL ? kab_cabinet_get_id (self->cabinet) : "", "");
}

static void
show_groups (KabOverviewPage *self, const Survey *survey)
{
  gboolean waiting = has_items (self->waiting);
  gboolean newest = has_items (self->newest);
  gboolean payable = has_items (self->payable);
  g_autofree char *totals = kab_overview_model_dup_totals (self->cabinets);

  gtk_widget_set_visible (GTK_WIDGET (self->attention), waiting);
  gtk_widget_set_visible (self->attention_spinner, survey->pending);
  gtk_widget_set_visible (self->nothing, !waiting && !survey->pending);
  gtk_widget_set_visible (self->documents_group, survey->documents);
  gtk_widget_set_visible (GTK_WIDGET (self->documents), newest);
  gtk_widget_set_visible (self->no_documents, !newest && !survey->pending && survey->error == NULL);
  gtk_widget_set_visible (self->right, survey->accounts || has_items (self->agreed));
  gtk_widget_set_visible (self->pay_group, survey->accounts);
  gtk_widget_set_visible (GTK_WIDGET (self->accounts), payable);
  gtk_widget_set_visible (self->pay, payable && kab_overview_model_can_pay (self->cabinets));
  gtk_widget_set_visible (self->no_accounts,
                          self->cabinet != NULL && survey->accounts
                              && !kab_summary_get_linked (kab_summary_get (self->cabinet)));
  gtk_label_set_text (self->totals, totals);
}

/* E-39: no group where nothing is agreed. */
static void
show_planned (KabOverviewPage *self)
{
  g_autofree char *own = kab_overview_model_dup_planned_title (self->agreed);
  const char *title = own != NULL ? own : _ ("Planned");
  /* The title of a group is markup whether one wants it or not. */
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  gtk_widget_set_visible (GTK_WIDGET (self->planned_group), has_items (self->agreed));
  adw_preferences_group_set_title (self->planned_group, escaped);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->planned), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static const char *
first_with_documents (KabOverviewPage *self, guint *count)
{
  const char *id = NULL;

  *count = 0;
  for (guint i = 0; i < g_list_model_get_n_items (self->cabinets); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (self->cabinets, i);

      if (is_signed_in (cabinet) && kab_summary_has_documents (kab_summary_get (cabinet)) && (*count)++ == 0)
        id = kab_cabinet_get_id (cabinet);
    }
  return id;
}

/* There is a table for each cabinet, so "All" leads there only when it is clear to which. */
static void
show_ways (KabOverviewPage *self)
{
  guint count;
  const char *id = first_with_documents (self, &count);

  gtk_widget_set_visible (GTK_WIDGET (self->all_documents), count == 1);
  if (count == 1)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->all_documents), "(ss)", id, "documents");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->all_documents), "win.open-section");
    }
}

/* A cabinet without an account (S-17) or without a session cannot be used, and that is said first. */
static void
show_lacks (KabOverviewPage *self)
{
  g_autoptr (GPtrArray) lacks = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean same;

  for (guint i = 0; self->cabinet == NULL && i < g_list_model_get_n_items (self->cabinets); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (self->cabinets, i);
      KabCabinetState state = kab_cabinet_get_state (cabinet);

      if (state == KAB_CABINET_SIGNED_IN && !kab_summary_get_linked (kab_summary_get (cabinet)))
        g_ptr_array_add (lacks, kab_overview_item_new (KAB_OVERVIEW_KIND_LINK, cabinet, NULL));
      else if (state != KAB_CABINET_SIGNED_IN && state != KAB_CABINET_RESTORING)
        g_ptr_array_add (lacks, kab_overview_item_new (KAB_OVERVIEW_KIND_SIGN_IN, cabinet, NULL));
    }
  same = lacks->len == g_list_model_get_n_items (G_LIST_MODEL (self->lacks));
  for (guint i = 0; same && i < lacks->len; i++)
    {
      g_autoptr (KabOverviewItem) old = g_list_model_get_item (G_LIST_MODEL (self->lacks), i);

      same = kab_overview_item_get_kind (old) == kab_overview_item_get_kind (lacks->pdata[i])
             && kab_overview_item_get_cabinet (old) == kab_overview_item_get_cabinet (lacks->pdata[i]);
    }
  if (!same)
    g_list_store_splice (self->lacks, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lacks)), lacks->pdata,
                         lacks->len);
}

static void
show_organisation (KabOverviewPage *self)
{
  KabDescriptor *descriptor = self->cabinet != NULL ? kab_cabinet_get_descriptor (self->cabinet) : NULL;
  const char *welcome = descriptor != NULL ? kab_descriptor_get_welcome (descriptor) : NULL;
  const char *title = descriptor != NULL ? kab_descriptor_get_section_title (descriptor, "overview") : NULL;
  g_autofree char *account = NULL;
  g_autofree char *subtitle = NULL;

  gtk_label_set_text (self->welcome, welcome != NULL ? welcome : "");
  gtk_widget_set_visible (GTK_WIDGET (self->welcome), welcome != NULL && *welcome != '\0');
  if (descriptor == NULL)
    return;
  account = kab_summary_dup_subtitle (kab_summary_get (self->cabinet));
  subtitle = g_strjoin (" · ", kab_descriptor_get_name (descriptor), account, NULL);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title != NULL ? title : _ ("Overview"));
  adw_window_title_set_subtitle (self->heading, subtitle);
  kab_state_page_set_organisation (self->state, descriptor);
}

static void
update (KabOverviewPage *self)
{
  g_autoptr (GString) failing = g_string_new (NULL);
  Survey survey = { .failing = failing };

  for (guint i = 0; i < g_list_model_get_n_items (self->cabinets); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (self->cabinets, i);

      if (is_signed_in (cabinet))
        survey_cabinet (&survey, cabinet);
    }
  show_lacks (self);
  show_organisation (self);
  show_load (self, &survey);
  show_groups (self, &survey);
  show_planned (self);
  show_ways (self);
  show_banner (self, &survey);
}

static void
cabinet_changed_cb (KabOverviewPage *self, GParamSpec *pspec, KabCabinet *cabinet)
{
  if (is_signed_in (cabinet))
    kab_summary_wish (kab_summary_get (cabinet));
  update (self);
}

static void
watch (KabOverviewPage *self, KabCabinet *cabinet)
{
  KabSummary *summary = kab_summary_get (cabinet);
  gpointer sources[] = { kab_summary_get_documents_load (summary), kab_summary_get_accounts_load (summary) };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_signal_connect_object (sources[i], "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (sources[i], "notify::error", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (summary, "notify::to-pay", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (summary, "notify::subtitle", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cabinet, "notify::state", G_CALLBACK (cabinet_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->watched, g_object_ref (cabinet));
  if (is_signed_in (cabinet))
    kab_summary_wish (summary);
}

static void
unwatch_all (KabOverviewPage *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    {
      KabCabinet *cabinet = self->watched->pdata[i];
      KabSummary *summary = kab_summary_get (cabinet);

      g_signal_handlers_disconnect_by_data (kab_summary_get_documents_load (summary), self);
      g_signal_handlers_disconnect_by_data (kab_summary_get_accounts_load (summary), self);
      g_signal_handlers_disconnect_by_data (summary, self);
      g_signal_handlers_disconnect_by_data (cabinet, self);
    }
  g_ptr_array_set_size (self->watched, 0);
}

static void
cabinets_changed_cb (KabOverviewPage *self)
{
  unwatch_all (self);
  for (guint i = 0; i < g_list_model_get_n_items (self->cabinets); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (self->cabinets, i);

      watch (self, cabinet);
    }
  update (self);
}

static void
reload (KabOverviewPage *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    if (is_signed_in (self->watched->pdata[i]))
      kab_summary_reload (kab_summary_get (self->watched->pdata[i]));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_OVERVIEW_PAGE (widget));
}

static GtkWidget *
attention_row (gpointer item, gpointer data)
{
  KabOverviewPage *self = data;
  GtkWidget *row = kab_overview_row_new_attention (item, self->cabinet == NULL);

  g_object_bind_property (self, "compact", row, "compact", G_BINDING_SYNC_CREATE);
  return row;
}

static GtkWidget *
document_row (gpointer item, gpointer data)
{
  KabOverviewPage *self = data;
  GtkWidget *row = kab_overview_row_new_document (item, self->cabinet == NULL);

  g_object_bind_property (self, "compact", row, "compact", G_BINDING_SYNC_CREATE);
  return row;
}

static GtkWidget *
planned_row (gpointer item, gpointer data)
{
  KabOverviewPage *self = data;
  GtkWidget *row = kab_overview_row_new_planned (item, self->cabinet == NULL);

  g_object_bind_property (self, "compact", row, "compact", G_BINDING_SYNC_CREATE);
  return row;
}

static GtkWidget *
account_row (gpointer item, gpointer data)
{
  KabOverviewPage *self = data;

  return kab_overview_account_new (item, self->cabinet == NULL);
}

static void
kab_overview_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, KAB_OVERVIEW_PAGE (object)->compact);
}

static void
kab_overview_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabOverviewPage *self = KAB_OVERVIEW_PAGE (object);

  if (self->compact == g_value_get_boolean (value))
    return;
  self->compact = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
kab_overview_page_dispose (GObject *object)
{
  KabOverviewPage *self = KAB_OVERVIEW_PAGE (object);

  unwatch_all (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_OVERVIEW_PAGE);
  g_clear_object (&self->waiting);
  g_clear_object (&self->newest);
  g_clear_object (&self->payable);
  g_clear_object (&self->agreed);
  g_clear_object (&self->cabinets);
  g_clear_object (&self->cabinet);
  G_OBJECT_CLASS (kab_overview_page_parent_class)->dispose (object);
}

static void
kab_overview_page_finalize (GObject *object)
{
  KabOverviewPage *self = KAB_OVERVIEW_PAGE (object);

  g_clear_object (&self->lacks);
  g_clear_object (&self->load);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  G_OBJECT_CLASS (kab_overview_page_parent_class)->finalize (object);
}

static void
kab_overview_page_class_init (KabOverviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_overview_page_get_property;
  object_class->set_property = kab_overview_page_set_property;
  object_class->dispose = kab_overview_page_dispose;
  object_class->finalize = kab_overview_page_finalize;

  compact_property = g_param_spec_boolean (
      "compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, 1, compact_property);

  g_type_ensure (KAB_TYPE_ACCOUNT_BUTTON);
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/overview/kab-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, account);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, welcome);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, attention);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, attention_spinner);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, documents_group);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, all_documents);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, documents);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, no_documents);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, right);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, pay_group);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, pay);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, pay_row);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, totals);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, accounts);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, no_accounts);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, planned_group);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, planned);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewPage, link);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
}

static void
kab_overview_page_init (KabOverviewPage *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->lacks = g_list_store_new (KAB_TYPE_OVERVIEW_ITEM);
  self->load = kab_load_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_state_page_set_load (self->state, self->load);
}

static void
bind_lists (KabOverviewPage *self)
{
  self->waiting = kab_overview_model_waiting (self->cabinets, G_LIST_MODEL (self->lacks));
  self->newest
      = kab_overview_model_newest (self->cabinets, self->cabinet != NULL ? NEWEST_OF_ONE : NEWEST_OF_ALL);
  self->payable = kab_overview_model_accounts (self->cabinets);
  g_signal_connect_object (self->pay_row, "activated", G_CALLBACK (pay_cb), self, G_CONNECT_SWAPPED);
  self->agreed = kab_overview_model_planned (self->cabinets);
  gtk_list_box_bind_model (self->attention, self->waiting, attention_row, self, NULL);
  gtk_list_box_bind_model (self->documents, self->newest, document_row, self, NULL);
  gtk_list_box_bind_model (self->accounts, self->payable, account_row, self, NULL);
  gtk_list_box_bind_model (self->planned, self->agreed, planned_row, self, NULL);
  g_signal_connect_object (self->waiting, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->agreed, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cabinets, "items-changed", G_CALLBACK (cabinets_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * kab_overview_page_new:
 * @cabinets: all cabinets
 * @cabinet: (nullable): the one that is looked at, or %NULL for all
 *
 * Returns: (transfer floating): the page, which loads what it does not know yet
 */
AdwNavigationPage *
kab_overview_page_new (KabCabinets *cabinets, KabCabinet *cabinet)
{
  KabOverviewPage *self;

  g_return_val_if_fail (KAB_IS_CABINETS (cabinets), NULL);
  g_return_val_if_fail (cabinet == NULL || KAB_IS_CABINET (cabinet), NULL);

  self = g_object_new (KAB_TYPE_OVERVIEW_PAGE, NULL);
  g_set_object (&self->cabinet, cabinet);
  if (cabinet != NULL)
    {
      GListStore *one = g_list_store_new (KAB_TYPE_CABINET);

      g_list_store_append (one, cabinet);
      self->cabinets = G_LIST_MODEL (one);
      kab_account_button_set_summary (self->account, kab_summary_get (cabinet));
      gtk_actionable_set_action_target (self->link, "s", kab_cabinet_get_id (cabinet));
      gtk_actionable_set_action_name (self->link, "win.link-account");
    }
  else
    self->cabinets = g_object_ref (G_LIST_MODEL (cabinets));
  bind_lists (self);
  cabinets_changed_cb (self);
  return ADW_NAVIGATION_PAGE (self);
}
