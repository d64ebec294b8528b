/* kab-organisation-page.c: one organisation: sign in, or register. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-organisation-page.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-avatar-text.h"
#include "kab-contact-row.h"
#include "kab-error-text.h"
#include "kab-format.h"
#include "kab-hours.h"
#include "kab-menu-button.h"
#include "kab-open.h"
#include "kab-password-dialog.h"
#include "kab-settle.h"
#include "kab-sign-in-box.h"
#include "kab-state-page.h"

/* The page belongs to an organisation, and to a cabinet if somebody has signed in here before. It owns the
 * requests under way and drops them when it goes; the cabinet that a sign-in makes belongs to KabCabinets. */
struct _KabOrganisationPage
{
  AdwNavigationPage parent_instance;

  AdwBanner *banner;
  KabStatePage *state;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *kind;
  GtkLabel *welcome;
  GtkWidget *switcher;
  AdwViewStack *ways;
  AdwViewStackPage *in_page;
  AdwViewStackPage *up_page;
  KabSignInBox *box;
  GtkWidget *below;
  GtkLabel *below_lead;
  GtkButton *below_start;
  GtkLabel *lead;
  GtkLabel *duration;
  GtkButton *start;
  GtkListBox *contacts;

  KabCabinets *cabinets;
  KabCabinet *cabinet;
  KabClient *client;
  KabDescriptor *descriptor;
  KabContact *help;      /* whom the banner's button calls */
  KabCabinet *signed_in; /* waits for the dialog to close */
  KabLoad *load;
  DexFuture *pending;
  DexFuture *signing_in;
};

G_DEFINE_FINAL_TYPE (KabOrganisationPage, kab_organisation_page, ADW_TYPE_NAVIGATION_PAGE)

/* Screens do not know one another: the application says which page a flow is. */
static KabFlowPageFunc flow_page;

static void
push_flow (KabOrganisationPage *self, const char *flow)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  g_return_if_fail (view != NULL && flow_page != NULL);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                            flow_page (self->cabinets, self->client, self->descriptor, flow));
}

static void
start_clicked_cb (KabOrganisationPage *self)
{
  push_flow (self, "registration");
}

static void
recover_cb (KabOrganisationPage *self)
{
  push_flow (self, "recovery");
}

static void
banner_clicked_cb (KabOrganisationPage *self)
{
  if (self->help != NULL)
    kab_open_uri (GTK_WIDGET (self), kab_contact_get_uri (self->help));
}

/* Says why nobody gets in here, since when, and whom to ask. */
static void
show_block (KabOrganisationPage *self, KabProblem *problem)
{
  const char *reason = kab_problem_get_reason (problem);
  GDateTime *since = kab_problem_get_since (problem);
  g_autoptr (GString) text = g_string_new (_ ("This account is blocked"));

  if (since != NULL)
    {
      g_autofree char *day = kab_format_date_prose (since);

      g_string_append_printf (text, " · %s", day);
    }
  if (reason != NULL)
    g_string_append_printf (text, " · %s", reason);
  g_set_object (&self->help, kab_problem_get_contact (problem));
  adw_banner_set_title (self->banner, text->str);
  adw_banner_set_button_label (self->banner,
                               self->help != NULL && kab_open_is_allowed (kab_contact_get_uri (self->help))
                                   ? kab_contact_get_value (self->help)
                                   : NULL);
  adw_banner_set_revealed (self->banner, TRUE);
  kab_announce (GTK_WIDGET (self), text->str, TRUE);
}

static void
show_refusal (KabOrganisationPage *self, const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);
  g_autofree char *message = kab_error_describe (error);

  if (problem != NULL && kab_error_has_problem (error, "blocked"))
    show_block (self, problem);
  else
    kab_sign_in_box_refuse (self->box, message);
}

static void
leave_with (KabOrganisationPage *self, KabCabinet *cabinet)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-cabinet", "s", kab_cabinet_get_id (cabinet));
}

static void
password_dialog_closed_cb (KabOrganisationPage *self)
{
  g_autoptr (KabCabinet) cabinet = g_steal_pointer (&self->signed_in);

  if (cabinet != NULL)
    leave_with (self, cabinet);
}

/* Whoever got a password from the service is asked for one of their own first; that can be put off. */
static void
welcome_in (KabOrganisationPage *self, KabCabinet *cabinet)
{
  KabPerson *person = kab_cabinet_get_person (cabinet);
  AdwDialog *dialog;

  if (person == NULL || !kab_person_get_must_change_password (person))
    {
      leave_with (self, cabinet);
      return;
    }
  g_set_object (&self->signed_in, cabinet);
  dialog = kab_password_dialog_new (kab_cabinet_get_client (cabinet), self->descriptor,
                                    kab_sign_in_box_get_password (self->box));
  g_signal_connect_object (dialog, "closed", G_CALLBACK (password_dialog_closed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
signed_in_cb (gpointer object, const GValue *value, const GError *error)
{
  KabOrganisationPage *self = object;

  kab_sign_in_box_set_busy (self->box, FALSE);
  if (value != NULL)
    welcome_in (self, g_value_get_object (value));
  else
    show_refusal (self, error);
}

static void
submit_cb (KabOrganisationPage *self, const char *login, const char *password, gboolean remember)
{
  adw_banner_set_revealed (self->banner, FALSE);
  kab_sign_in_box_set_busy (self->box, TRUE);
  dex_clear (&self->signing_in);
  self->signing_in = kab_settle (kab_cabinets_sign_in (self->cabinets, kab_client_get_origin (self->client),
                                                       kab_client_get_organisation (self->client), login,
                                                       password, remember),
                                 self, signed_in_cb);
}

static void
show_contacts (KabOrganisationPage *self)
{
  GListModel *contacts = kab_descriptor_get_contacts (self->descriptor);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  guint shown = 0;

  gtk_list_box_remove_all (self->contacts);
  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++)
    {
      g_autoptr (KabContact) contact = g_list_model_get_item (contacts, i);
      KabCalendar *calendar = kab_contact_get_calendar (contact);
      g_autofree char *hours = NULL;
      GtkWidget *row;

      if (!g_str_equal (kab_contact_get_kind (contact), "phone"))
        continue;
      row = kab_contact_row_new (contact);
      hours
          = kab_hours_describe (calendar != NULL ? calendar : kab_descriptor_get_calendar (self->descriptor),
                                kab_descriptor_get_time_zone (self->descriptor), now);
      if (hours != NULL)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), hours);
      gtk_list_box_append (self->contacts, row);
      shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->contacts), shown > 0);
}

static void
show_registration (KabOrganisationPage *self, KabSignIn *sign_in)
{
  g_autoptr (KabFlowSummary) flow
      = flow_page != NULL ? kab_descriptor_dup_flow (self->descriptor, "registration") : NULL;
  gboolean tabs = flow != NULL && kab_sign_in_get_tabs (sign_in);
  const char *lead, *duration, *start;
  g_autofree char *time = NULL;

  gtk_widget_set_visible (self->switcher, tabs);
  gtk_widget_set_visible (self->below, flow != NULL && !tabs);
  adw_view_stack_page_set_visible (self->up_page, tabs);
  adw_view_stack_page_set_title (self->in_page, kab_sign_in_get_title (sign_in));
  if (flow == NULL)
    return;
  lead = kab_flow_summary_get_lead (flow);
  duration = kab_flow_summary_get_duration (flow);
  start = kab_flow_summary_get_start (flow);
  if (start == NULL)
    start = kab_flow_summary_get_title (flow);
  if (duration != NULL)
    /* Translators: how long a registration takes, such as "It takes 3–5 minutes". */
    time = g_strdup_printf (_ ("It takes %s"), duration);

  adw_view_stack_page_set_title (self->up_page, kab_sign_in_get_register (sign_in));
  gtk_label_set_text (self->lead, lead != NULL ? lead : "");
  gtk_label_set_text (self->below_lead, lead != NULL ? lead : "");
  gtk_widget_set_visible (GTK_WIDGET (self->lead), lead != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->below_lead), lead != NULL || time != NULL);
  if (time != NULL)
    {
      g_autofree char *both = lead != NULL ? g_strdup_printf ("%s %s.", lead, time) : g_strdup (time);

      gtk_label_set_text (self->below_lead, both);
    }
  gtk_label_set_text (self->duration, time != NULL ? time : "");
  gtk_widget_set_visible (GTK_WIDGET (self->duration), time != NULL);
  gtk_button_set_label (self->start, start);
  gtk_button_set_label (self->below_start, kab_sign_in_get_register (sign_in));
}

static void
show_descriptor (KabOrganisationPage *self, KabDescriptor *descriptor)
{
  KabSignIn *sign_in = kab_descriptor_get_sign_in (descriptor);
  g_autoptr (KabFlowSummary) recovery = kab_descriptor_dup_flow (descriptor, "recovery");
  const char *kind = kab_descriptor_get_kind (descriptor);
  const char *city = kab_descriptor_get_city (descriptor);
  const char *welcome = kab_descriptor_get_welcome (descriptor);
  g_autofree char *initials
      = kab_avatar_text (kab_descriptor_get_short_name (descriptor), kab_descriptor_get_palette (descriptor));
  g_autofree char *subtitle = g_strjoin (" · ", kind, city != NULL && *city != '\0' ? city : NULL, NULL);

  g_set_object (&self->descriptor, descriptor);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), kab_descriptor_get_name (descriptor));
  adw_avatar_set_text (self->avatar, initials);
  gtk_label_set_text (self->name, kab_descriptor_get_name (descriptor));
  gtk_label_set_text (self->kind, subtitle);
  gtk_label_set_text (self->welcome, welcome != NULL ? welcome : "");
  gtk_widget_set_visible (GTK_WIDGET (self->welcome), welcome != NULL);
  kab_sign_in_box_show (self->box, sign_in,
                        flow_page != NULL && recovery != NULL && kab_sign_in_get_recover (sign_in) != NULL,
                        self->cabinet != NULL ? kab_cabinet_get_login (self->cabinet) : NULL);
  show_registration (self, sign_in);
  show_contacts (self);
  kab_state_page_set_organisation (self->state, descriptor);
}

static void
loaded_cb (gpointer object, const GValue *value, const GError *error)
{
  KabOrganisationPage *self = object;

  if (value != NULL)
    {
      show_descriptor (self, g_value_get_object (value));
      kab_load_finish (self->load, FALSE);
      kab_sign_in_box_focus (self->box);
    }
  else
    {
      g_autofree char *message = kab_error_describe (error);

      kab_load_fail (self->load, error, message);
    }
}

static void
reload (KabOrganisationPage *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "");

  dex_clear (&self->pending);
  kab_load_begin (self->load);
  kab_request_set_anonymous (request, TRUE);
  self->pending = kab_settle (kab_client_send (self->client, request, KAB_TYPE_DESCRIPTOR), self, loaded_cb);
}

static void
kab_organisation_page_dispose (GObject *object)
{
  KabOrganisationPage *self = KAB_ORGANISATION_PAGE (object);

  dex_clear (&self->pending);
  dex_clear (&self->signing_in);
  g_clear_object (&self->load);
  g_clear_object (&self->help);
  g_clear_object (&self->signed_in);
  g_clear_object (&self->descriptor);
  g_clear_object (&self->client);
  g_clear_object (&self->cabinet);
  g_clear_object (&self->cabinets);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_ORGANISATION_PAGE);
  G_OBJECT_CLASS (kab_organisation_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, name);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, kind);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, welcome);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, ways);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, in_page);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, up_page);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, box);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, below);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, below_lead);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, below_start);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, lead);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, duration);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, start);
  gtk_widget_class_bind_template_child (widget_class, KabOrganisationPage, contacts);
}

static void
kab_organisation_page_class_init (KabOrganisationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_organisation_page_dispose;

  g_type_ensure (KAB_TYPE_SIGN_IN_BOX);
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/signin/kab-organisation-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload);
}

static void
kab_organisation_page_init (KabOrganisationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_menu_buttons_name (GTK_WIDGET (self));
  self->load = kab_load_new ();
  kab_state_page_set_load (self->state, self->load);
}

static KabOrganisationPage *
make_page (KabCabinets *cabinets, KabClient *client)
{
  KabOrganisationPage *self = g_object_new (KAB_TYPE_ORGANISATION_PAGE, NULL);

  self->cabinets = g_object_ref (cabinets);
  self->client = g_object_ref (client);
  return self;
}

/**
 * kab_organisation_page_set_flow_page:
 * @func: (nullable): makes the page of a flow
 *
 * To be called once by the application, before the first page.
 */
void
kab_organisation_page_set_flow_page (KabFlowPageFunc func)
{
  flow_page = func;
}

/**
 * kab_organisation_page_new:
 * @cabinets: where a new cabinet will be
 * @net: the network
 * @origin: the server
 * @organisation: id of the organisation
 *
 * Returns: (transfer floating): a page to sign in or to register
 */
AdwNavigationPage *
kab_organisation_page_new (KabCabinets *cabinets, KabNet *net, const char *origin, const char *organisation)
{
  g_autoptr (KabClient) client = NULL;
  KabOrganisationPage *self;

  g_return_val_if_fail (KAB_IS_CABINETS (cabinets), NULL);
  g_return_val_if_fail (KAB_IS_NET (net), NULL);
  g_return_val_if_fail (origin != NULL && organisation != NULL, NULL);

  client = kab_client_new (net, origin, organisation);
  self = make_page (cabinets, client);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * kab_organisation_page_new_for_cabinet:
 * @cabinets: all cabinets
 * @cabinet: one whose person has to sign in again
 *
 * Returns: (transfer floating): a page to sign in, with what is known filled in
 */
AdwNavigationPage *
kab_organisation_page_new_for_cabinet (KabCabinets *cabinets, KabCabinet *cabinet)
{
  KabOrganisationPage *self;
  KabDescriptor *descriptor;
  KabProblem *problem;

  g_return_val_if_fail (KAB_IS_CABINETS (cabinets), NULL);
  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  self = make_page (cabinets, kab_cabinet_get_client (cabinet));
  self->cabinet = g_object_ref (cabinet);
  descriptor = kab_cabinet_get_descriptor (cabinet);
  problem = kab_cabinet_get_problem (cabinet);
  if (descriptor != NULL)
    {
      show_descriptor (self, descriptor);
      kab_load_finish (self->load, FALSE);
    }
  else
    {
      reload (self);
    }
  if (kab_cabinet_get_state (cabinet) == KAB_CABINET_BLOCKED && problem != NULL)
    {
      show_block (self, problem);
    }
  else if (kab_cabinet_get_state (cabinet) == KAB_CABINET_EXPIRED)
    {
      adw_banner_set_title (self->banner, _ ("The sign-in has ended. Sign in again to go on"));
      adw_banner_set_revealed (self->banner, TRUE);
    }
  return ADW_NAVIGATION_PAGE (self);
}
