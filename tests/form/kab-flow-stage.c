/* kab-flow-stage.c: a flow of an example organisation whose server answers as the test says. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-flow-stage.h"

#include "kab-stage.h"
#include "kab-test.h"

typedef struct
{
  guint status;
  char *body;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->body);
  g_free (answer);
}

/* Pictures to read come apart from the answers that a test gives. */
static void
answer_captcha (SoupServerMessage *message)
{
  g_autoptr (KabCaptcha) captcha = kab_stage_captcha ("c1", "MXT R5");
  g_autoptr (JsonNode) node = kab_record_encode (captcha);
  g_autofree char *body = json_to_string (node, FALSE);

  kab_test_server_reply (message, 200, JSON_TYPE, body);
}

static void
answer_cb (SoupServerMessage *message, guint number, gpointer data)
{
  KabFlowStage *self = data;
  Answer *answer = g_queue_peek_head (&self->answers);

  if (g_str_has_suffix (kab_test_server_get_line (self->server, number), "/captcha"))
    {
      answer_captcha (message);
      return;
    }
  g_assert_nonnull (answer);
  kab_test_server_reply (message, answer->status, answer->status < 400 ? JSON_TYPE : PROBLEM_TYPE,
                         answer->body);
  if (g_queue_get_length (&self->answers) > 1)
    answer_free (g_queue_pop_head (&self->answers));
}

KabFlowStage *
kab_flow_stage_new_for (const char *path)
{
  KabFlowStage *self = g_new0 (KabFlowStage, 1);
  g_autoptr (JsonNode) file = kab_stage_read (path);

  g_queue_init (&self->answers);
  self->server = kab_test_server_new ();
  kab_test_server_set_handler (self->server, answer_cb, self);
  self->dir = kab_test_make_dir ();
  self->net = kab_net_new ();
  self->secrets = kab_memory_secret_store_new ();
  self->cabinets = kab_cabinets_new (self->net, KAB_SECRET_STORE (self->secrets), self->dir);
  self->descriptor = kab_stage_descriptor (file);
  self->client = kab_client_new (self->net, kab_test_server_get_origin (self->server),
                                 kab_descriptor_get_id (self->descriptor));
  return self;
}

KabFlowStage *
kab_flow_stage_new (void)
{
  return kab_flow_stage_new_for ("tests/form/organisation.json");
}

void
kab_flow_stage_free (KabFlowStage *self)
{
  g_clear_object (&self->client);
  g_clear_object (&self->cabinets);
  g_clear_object (&self->secrets);
  g_clear_object (&self->net);
  g_clear_object (&self->descriptor);
  kab_test_server_free (self->server);
  g_queue_clear_full (&self->answers, answer_free);
  kab_test_remove_dir (self->dir);
  g_free (self->dir);
  g_free (self);
}

void
kab_flow_stage_answer (KabFlowStage *self, guint status, const char *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->body = g_strdup (body);
  g_queue_push_tail (&self->answers, answer);
}

char *
kab_flow_stage_dup_flow (const char *step, const char *state, gboolean first)
{
  return g_strdup_printf (
      "{\"id\":\"f1\",\"flow\":\"registration\",\"state\":\"%s\",%s\"step_number\":3,\"step_count\":5,"
      "\"values\":{},\"confirmed\":[],\"server_time\":\"2026-11-24T14:18:36+03:00\",\"step\":%s}",
      state, first ? "\"token\":\"t-secret\"," : "", step);
}

/* The next answer is a flow at @step; the first one of all carries the flow's token. */
void
kab_flow_stage_answer_step (KabFlowStage *self, const char *step)
{
  gboolean first = g_queue_is_empty (&self->answers);
  const char *state = strstr (step, "\"kind\":\"done\"") != NULL ? "done" : "active";
  g_autofree char *flow = kab_flow_stage_dup_flow (step, state, first);

  kab_flow_stage_answer (self, first ? 201 : 200, flow);
}

/* Forgets the answer that was given last, so that the next one is given from now on. */
void
kab_flow_stage_drop_answer (KabFlowStage *self)
{
  answer_free (g_queue_pop_head (&self->answers));
}

/* Opens the wizard in a window, and waits for its first step. */
GtkWindow *
kab_flow_stage_open (KabFlowStage *self, const char *flow, KabRegistrationPage **page)
{
  guint asked = *kab_test_server_get_count (self->server);
  GtkWidget *view = adw_navigation_view_new ();
  GtkWindow *window;

  *page = KAB_REGISTRATION_PAGE (
      kab_registration_page_new (self->cabinets, self->client, self->descriptor, flow));
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (*page));
  window = kab_stage_present (view, 820, 760);
  KAB_TEST_UNTIL (*kab_test_server_get_count (self->server) > asked);
  KAB_TEST_UNTIL (g_queue_is_empty (&self->answers)
                  || kab_stage_find (GTK_WIDGET (*page), GTK_TYPE_LEVEL_BAR, NULL) != NULL);
  return window;
}

/* What the request of this number, from 0, carried. */
JsonObject *
kab_flow_stage_dup_body (KabFlowStage *self, guint number)
{
  g_autoptr (JsonNode) node = kab_stage_parse (kab_test_server_get_body (self->server, number));

  return json_object_ref (json_node_get_object (node));
}
