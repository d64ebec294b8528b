/* kab-flow.h: a registration, recovery or linking on its way. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-contact.h"
#include "kab-field.h"
#include "kab-record.h"

G_BEGIN_DECLS

/* What to do when nothing comes. */
#define KAB_TYPE_ADVICE (kab_advice_get_type ())
G_DECLARE_FINAL_TYPE (KabAdvice, kab_advice, KAB, ADVICE, KabRecord)

const char *
kab_advice_get_kind (KabAdvice *self); /* target, resend, spam, spelling, chat, phone, email or text */
const char *kab_advice_get_title (KabAdvice *self);
const char *kab_advice_get_text (KabAdvice *self);
gint64 kab_advice_get_after (KabAdvice *self);          /* seconds after the message was sent; 0 at once */
const char *kab_advice_get_value (KabAdvice *self);     /* what is shown and copied, such as a phone */
const char *kab_advice_get_extension (KabAdvice *self); /* of a phone */
const char *kab_advice_get_uri (KabAdvice *self);       /* what opens it */

/* A label and a value. */
#define KAB_TYPE_PROPERTY (kab_property_get_type ())
G_DECLARE_FINAL_TYPE (KabProperty, kab_property, KAB, PROPERTY, KabRecord)

const char *kab_property_get_label (KabProperty *self);
const char *kab_property_get_value (KabProperty *self);

/* Where to go from the last step. */
#define KAB_TYPE_STEP_ACTION (kab_step_action_get_type ())
G_DECLARE_FINAL_TYPE (KabStepAction, kab_step_action, KAB, STEP_ACTION, KabRecord)

const char *kab_step_action_get_id (KabStepAction *self);
const char *kab_step_action_get_title (KabStepAction *self);
gboolean kab_step_action_get_suggested (KabStepAction *self);

/* An address that has been confirmed, masked. */
#define KAB_TYPE_CONFIRMED (kab_confirmed_get_type ())
G_DECLARE_FINAL_TYPE (KabConfirmed, kab_confirmed, KAB, CONFIRMED, KabRecord)

const char *kab_confirmed_get_kind (KabConfirmed *self); /* phone or email */
const char *kab_confirmed_get_value (KabConfirmed *self);

/* A question that programs find hard, as a picture and in words. */
#define KAB_TYPE_CAPTCHA (kab_captcha_get_type ())
G_DECLARE_FINAL_TYPE (KabCaptcha, kab_captcha, KAB, CAPTCHA, KabRecord)

const char *kab_captcha_get_id (KabCaptcha *self);
const char *kab_captcha_get_image (KabCaptcha *self); /* PNG in base64 */
gint64 kab_captcha_get_width (KabCaptcha *self);
gint64 kab_captcha_get_height (KabCaptcha *self);
const char *
kab_captcha_get_words (KabCaptcha *self); /* the same question for those who cannot see the picture */
GDateTime *kab_captcha_get_expires_at (KabCaptcha *self);

/* The present step of a flow; the kind decides which members it has. */
#define KAB_TYPE_STEP (kab_step_get_type ())
G_DECLARE_FINAL_TYPE (KabStep, kab_step, KAB, STEP, KabRecord)

const char *kab_step_get_id (KabStep *self);
const char *kab_step_get_kind (KabStep *self); /* form, code, email_link, review, done or rejected */
const char *kab_step_get_title (KabStep *self);
const char *kab_step_get_text (KabStep *self);
const char *kab_step_get_note (KabStep *self);
const char *kab_step_get_submit (KabStep *self); /* label of the button */
gboolean kab_step_get_can_go_back (KabStep *self);
const char *kab_step_get_back_to (KabStep *self);      /* id of the step to go back to */
GListModel *kab_step_get_fields (KabStep *self);       /* of KabField */
const char *const *kab_step_get_legal (KabStep *self); /* ids of the legal texts shown */
const char *kab_step_get_busy_text (KabStep *self);    /* shown while the answer is awaited */
const char *kab_step_get_channel (KabStep *self);      /* sms or email */
const char *kab_step_get_target (KabStep *self);       /* the address, masked */
gint64 kab_step_get_length (KabStep *self);            /* of the code */
GDateTime *kab_step_get_sent_at (KabStep *self);
GDateTime *kab_step_get_resend_at (KabStep *self); /* when another code may be asked for */
GDateTime *kab_step_get_expires_at (KabStep *self);
gint64 kab_step_get_attempts_left (KabStep *self);
const char *kab_step_get_resend (KabStep *self);   /* label of the button */
const char *kab_step_get_delivery (KabStep *self); /* sent, queued or failed */
GListModel *kab_step_get_advice (KabStep *self);   /* of KabAdvice */
gint64 kab_step_get_poll_after (KabStep *self);    /* seconds to wait before asking the server again */
GDateTime *kab_step_get_submitted_at (KabStep *self);
GDateTime *kab_step_get_latest_at (KabStep *self);   /* by when the answer is promised */
const char *kab_step_get_reference (KabStep *self);  /* number of the application */
GListModel *kab_step_get_properties (KabStep *self); /* of KabProperty; what was sent */
KabContact *kab_step_get_contact (KabStep *self);
const char *kab_step_get_login (KabStep *self);   /* what to sign in with */
GListModel *kab_step_get_actions (KabStep *self); /* of KabStepAction */
const char *kab_step_get_ticket (KabStep *self);  /* signs in once without a password */
const char *kab_step_get_reason (KabStep *self);  /* why the application was rejected */
const char *kab_step_get_reason_title (KabStep *self);
const char *kab_step_get_correct (KabStep *self); /* label of the way to correct it; NULL if there is none */

/* A registration, recovery or linking on its way. */
#define KAB_TYPE_FLOW (kab_flow_get_type ())
G_DECLARE_FINAL_TYPE (KabFlow, kab_flow, KAB, FLOW, KabRecord)

const char *kab_flow_get_id (KabFlow *self);
const char *kab_flow_get_flow (KabFlow *self);  /* registration, recovery or link_account */
const char *kab_flow_get_state (KabFlow *self); /* active, done, rejected or expired */
const char *kab_flow_get_token (KabFlow *self); /* only in the first answer */
gint64 kab_flow_get_step_number (KabFlow *self);
gint64 kab_flow_get_step_count (KabFlow *self);
KabStep *kab_flow_get_step (KabFlow *self);
JsonNode *kab_flow_get_values (KabFlow *self);       /* object: what was given so far, nothing secret */
GListModel *kab_flow_get_confirmed (KabFlow *self);  /* of KabConfirmed */
GDateTime *kab_flow_get_server_time (KabFlow *self); /* what deadlines are counted against */
GDateTime *kab_flow_get_expires_at (KabFlow *self);

G_END_DECLS
